//! The page opens.

use e2e::drive;

#[test]
fn the_page_opens_with_its_title_and_a_start_button() {
    drive("?lang=en", async |page, _| {
        page.find("button", "Start").await;
        assert!(page.client().title().await.unwrap().contains("Photofinish"));
    });
}
