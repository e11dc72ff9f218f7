//! A picture of lines as one of points.

use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement, HtmlImageElement, Url};

use crate::app::browser::{blob, why};

/// Points for each CSS pixel.
const SCALE: f64 = 2.0;
/// Browsers make no canvas that is longer, and some none that is larger, than this.
const LONGEST: f64 = 16_384.0;
const LARGEST: f64 = 16_777_216.0;

/// The picture of an SVG document as PNG, `None` where the browser makes none.
///
/// # Errors
/// Why the browser cannot read it.
pub async fn png(svg: &str, media_type: &str) -> Result<Option<Blob>, String> {
    let address = Url::create_object_url_with_blob(&blob(media_type, svg)?).map_err(why)?;
    let drawn = draw(&address).await;
    // Fails only for what is no address.
    let _ = Url::revoke_object_url(&address);
    let canvas = drawn.map_err(why)?;
    let made = Promise::new(&mut |resolve, _| {
        // It is called once, with nothing where there is no picture.
        if canvas.to_blob(&resolve).is_err() {
            let _ = resolve.call0(&JsValue::NULL);
        }
    });
    Ok(JsFuture::from(made).await.map_err(why)?.dyn_into().ok())
}

async fn draw(address: &str) -> Result<HtmlCanvasElement, JsValue> {
    let image = HtmlImageElement::new()?;
    image.set_src(address);
    JsFuture::from(image.decode()).await?;
    let (width, height) = (f64::from(image.width()), f64::from(image.height()));
    let scale = SCALE
        .min(LONGEST / width.max(height))
        .min((LARGEST / (width * height)).sqrt());
    let (width, height) = ((width * scale).floor(), (height * scale).floor());
    let document = web_sys::window().and_then(|window| window.document());
    let canvas = document.ok_or(JsValue::NULL)?.create_element("canvas")?;
    let canvas: HtmlCanvasElement = canvas.unchecked_into();
    canvas.set_width(width as u32);
    canvas.set_height(height as u32);
    let context: CanvasRenderingContext2d =
        (canvas.get_context("2d")?.ok_or(JsValue::NULL)?).unchecked_into();
    context.draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, width, height)?;
    Ok(canvas)
}
