//! [`Attached`]: any object of the browser in a job or result.

use serde::de::{self, Deserialize, Deserializer};
use serde::ser::{self, Serialize, Serializer};
use wasm_bindgen::{JsCast, JsValue};

use super::attachments::{Attachment, attach, detach};

/// An object of the browser that goes from page to worker, or back, as it is: handed over
/// ([`Attached::transfer`]: `ImageBitmap`, `OffscreenCanvas`, `MessagePort`, `ReadableStream`, an
/// `ArrayBuffer` or an array on one) or copied ([`Attached::copy`]: whatever structured clone copies,
/// `Map`, `Date`, `ImageData`, typed arrays and so on).
///
/// As a [`Buffer`](super::Buffer), it can only be encoded on its way to or from a worker, and a job
/// with something to hand over is given to an idle worker only, and lost with it.
/// <https://developer.mozilla.org/en-US/docs/Web/API/Web_Workers_API/Transferable_objects>
///
/// ```no_run
/// use concurrent_futures::job;
/// use concurrent_futures::workers::Attached;
/// use js_sys::Float64Array;
/// use web_sys::OffscreenCanvas;
///
/// #[job]
/// fn doubled(numbers: Attached<Float64Array>) -> Attached<Float64Array> {
///     let numbers = numbers.into_value();
///     for place in 0..numbers.length() {
///         numbers.set_index(place, 2.0 * numbers.get_index(place));
///     }
///     Attached::transfer(numbers)
/// }
///
/// #[job]
/// fn width(canvas: Attached<OffscreenCanvas>) -> u32 {
///     canvas.value().width()
/// }
///
/// # async fn run() -> Result<(), concurrent_futures::Error> {
/// # let pool = concurrent_futures::workers::WorkerPool::new()?;
/// let numbers = Float64Array::new_with_length(1_000_000);
/// let kept = pool.submit(doubled, Attached::copy(numbers.clone()))?.await?;
/// let moved = pool.submit(doubled, Attached::transfer(numbers))?.await?; // `numbers` is empty now
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Attached<T> {
    value: T,
    transfer: bool,
}

impl<T: JsCast> Attached<T> {
    /// An object that the receiver gets; here it is of no use from then on. Of an array it is the
    /// buffer that is handed over, with all other arrays on it; one in the memory of the program
    /// itself cannot be.
    #[must_use]
    pub fn transfer(value: T) -> Self {
        Attached {
            value,
            transfer: true,
        }
    }

    /// An object of which the receiver gets a copy.
    #[must_use]
    pub fn copy(value: T) -> Self {
        Attached {
            value,
            transfer: false,
        }
    }

    /// The object.
    #[must_use]
    pub fn value(&self) -> &T {
        &self.value
    }

    /// The object.
    #[must_use]
    pub fn into_value(self) -> T {
        self.value
    }
}

impl<T: JsCast> Serialize for Attached<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            let sentence = "what is Attached can only be sent to a worker";
            return Err(ser::Error::custom(sentence));
        }
        let value: &JsValue = self.value.as_ref();
        let place = attach(Attachment {
            value: value.clone(),
            transfer: self.transfer,
        });
        (place, self.transfer).serialize(serializer)
    }
}

impl<'de, T: JsCast> Deserialize<'de> for Attached<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (place, transfer) = <(u32, bool)>::deserialize(deserializer)?;
        let value = take(place).map_err(de::Error::custom)?;
        Ok(Attached { value, transfer })
    }
}

/// What came with a message at this place, if it is of the right type.
pub(super) fn take<T: JsCast>(place: u32) -> Result<T, &'static str> {
    let attachment = detach(place).ok_or("an object is missing")?;
    let cast = attachment.value.dyn_into();
    cast.map_err(|_| "an object is of another type")
}
