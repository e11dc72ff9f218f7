//! A pool of workers in a Yew app, with a hook for it: `trunk serve`.

mod hook;

use std::rc::Rc;

use concurrent_futures::future::FutureHandle;
use concurrent_futures::job;
use concurrent_futures::workers::{JobContext, JobOptions};
use hook::use_worker_pool;
use yew::platform::spawn_local;
use yew::prelude::*;

/// How many primes there are below a number.
#[job]
fn count_primes(below: u32, context: &mut JobContext<'_>) -> u32 {
    let is_prime = |n: u32| {
        n > 1
            && (2..)
                .take_while(|d| d * d <= n)
                .all(|d| !n.is_multiple_of(d))
    };
    let mut primes = 0;
    for n in 0..below {
        primes += u32::from(is_prime(n));
        if n.is_multiple_of(1000) {
            context.progress(f64::from(n) / f64::from(below));
        }
    }
    primes
}

#[component]
fn App() -> Html {
    let pool = use_worker_pool();
    let said = use_state(|| "Not counted yet.".to_owned());
    let progress = use_state(|| 0.0);
    let running = use_state(|| None::<FutureHandle<u32>>);

    let count = {
        let (said, progress, running) = (said.clone(), progress.clone(), running.clone());
        move |below: u32| {
            let (said, running) = (said.clone(), running.clone());
            let told = progress.clone();
            let options = JobOptions {
                on_progress: Some(Rc::new(move |fraction| told.set(fraction))),
                ..JobOptions::default()
            };
            match pool.submit_with(count_primes, below, options) {
                Err(error) => said.set(error.to_string()),
                Ok(future) => {
                    running.set(Some(future.clone()));
                    said.set(format!("Counting below {below} …"));
                    spawn_local(async move {
                        said.set(match future.await {
                            Ok(primes) => format!("{primes} primes below {below}."),
                            Err(error) => format!("No result: {error}."),
                        });
                        running.set(None);
                    });
                }
            }
        }
    };
    let few = {
        let count = count.clone();
        move |_| count(200_000)
    };
    let many = move |_| count(4_000_000_000);
    let stop = {
        let running = running.clone();
        move |_| {
            if let Some(future) = &*running {
                future.abort();
            }
        }
    };
    html! {
        <main>
            <button onclick={few} disabled={running.is_some()}>{"Count to 200,000"}</button>
            <button onclick={many} disabled={running.is_some()}>{"Count for hours"}</button>
            <button onclick={stop} disabled={running.is_none()}>{"Stop"}</button>
            <progress aria-label="Progress" value={progress.to_string()} />
            <output>{&*said}</output>
        </main>
    }
}

#[concurrent_futures::main]
fn main() {
    yew::Renderer::<App>::new().render();
}
