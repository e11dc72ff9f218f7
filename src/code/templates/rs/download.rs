async fn download(url: &str) -> Result<Fetched, FetchError> { ⟦?list !retries⟧
async fn download(urls: &[&str]) -> Result<Fetched, FetchError> { ⟦?list ?retries⟧
async fn download(cc: &str) -> Result<Fetched, FetchError> { ⟦!plan⟧
async fn download(cc: &str, fate: &str) -> Result<Fetched, FetchError> { ⟦?plan !list !retries⟧
async fn download(cc: &str, fates: &[&str]) -> Result<Fetched, FetchError> { ⟦?plan !list ?retries⟧
    let code = cc.to_ascii_lowercase(); ⟦!list⟧
    let url = url.to_owned(); ⟦?list !retries⟧
    let url = format!("{BASE}/{code}/{code}.«extension»"); ⟦!retries !plan⟧
    let url = format!("{BASE}/{code}/{code}.«extension»?delay={fate}"); ⟦!retries ?plan !list⟧
    let request = FetchRequest { url, timeout: TIMEOUT }; ⟦!retries⟧
    BrowserFetcher::default().fetch(request).await.result ⟦!retries run⟧
    let mut attempt = 0; ⟦?retries⟧
    loop { ⟦?retries⟧
        let url = format!("{BASE}/{code}/{code}.«extension»"); ⟦?retries !plan⟧
        let url = format!("{BASE}/{code}/{code}.«extension»?delay={}", fates[attempt]); ⟦?retries ?plan !list⟧
        let url = urls[attempt].to_owned(); ⟦?list ?retries⟧
        let request = FetchRequest { url, timeout: TIMEOUT }; ⟦?retries⟧
        match BrowserFetcher::default().fetch(request).await.result { ⟦?retries run⟧
            // Only what may pass by itself is tried again. ⟦?retries⟧
            Err(error) if error.worth_retrying() && attempt < RETRIES => {} ⟦?retries⟧
            result => return result, ⟦?retries⟧
        } ⟦?retries⟧
        BrowserRuntime.sleep(Duration::from_millis(100 << attempt)).await; ⟦?retries pause⟧
        attempt += 1; ⟦?retries⟧
    } ⟦?retries⟧
}
