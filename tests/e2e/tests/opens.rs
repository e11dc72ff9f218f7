//! The page opens: from our server and from any static host.

use e2e::{StaticHost, drive, drive_at};

#[test]
fn the_page_opens_with_its_title_and_a_start_button() {
    drive("?lang=en", async |page, _| {
        page.find("button", "Start").await;
        assert!(page.client().title().await.unwrap().contains("Photofinish"));
    });
}

#[test]
fn the_page_opens_from_a_sub_path_of_a_static_host() {
    let host = StaticHost::start("some/deep-path");
    drive_at(&format!("{}?lang=en", host.address), async |page| {
        page.find("button", "Start").await;
    });
}
