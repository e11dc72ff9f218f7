//! [`Buffer`]: a large block of bytes in a job or result.

use js_sys::{ArrayBuffer, Uint8Array};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de, ser};

use super::attached;
use super::attachments::{Attachment, attach};

/// Bytes that stay in JavaScript and go from page to worker without passing through Wasm memory:
/// handed over ([`Buffer::transfer`], whatever their size) or copied ([`Buffer::copy`]).
///
/// It can only be encoded on its way to or from a worker. A job with a buffer to hand over is
/// given to an idle worker only; it is lost with that worker, as the bytes are there.
/// <https://developer.mozilla.org/en-US/docs/Web/API/Web_Workers_API/Transferable_objects>
///
/// ```no_run
/// use concurrent_futures::job;
/// use concurrent_futures::workers::Buffer;
///
/// #[job]
/// fn sum(bytes: Buffer) -> u64 {
///     bytes.to_vec().into_iter().map(u64::from).sum()
/// }
///
/// # async fn run() -> Result<(), concurrent_futures::Error> {
/// # let pool = concurrent_futures::workers::WorkerPool::new()?;
/// let bytes = Buffer::from_slice(&[1, 2, 3]);
/// assert!(bytes.len() == 3 && !bytes.is_empty());
/// let copy = Buffer::copy(bytes.array_buffer().clone());
/// assert_eq!(pool.submit(sum, copy)?.await?, 6);
/// let moved = Buffer::transfer(bytes.array_buffer().clone());
/// assert_eq!(pool.submit(sum, moved)?.await?, 6);
/// assert!(bytes.is_empty());
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Buffer {
    buffer: ArrayBuffer,
    transfer: bool,
}

impl Buffer {
    /// A buffer the receiver gets; here it is empty from then on.
    #[must_use]
    pub fn transfer(buffer: ArrayBuffer) -> Self {
        Buffer {
            buffer,
            transfer: true,
        }
    }

    /// A buffer the receiver gets a copy of (structured clone).
    #[must_use]
    pub fn copy(buffer: ArrayBuffer) -> Self {
        Buffer {
            buffer,
            transfer: false,
        }
    }

    /// The bytes, to be handed over.
    #[must_use]
    pub fn from_slice(bytes: &[u8]) -> Self {
        Self::transfer(Uint8Array::from(bytes).buffer())
    }

    /// The JavaScript object.
    #[must_use]
    pub fn array_buffer(&self) -> &ArrayBuffer {
        &self.buffer
    }

    /// Number of bytes; 0 once it was handed over.
    #[must_use]
    pub fn len(&self) -> usize {
        self.buffer.byte_length() as usize
    }

    /// Whether there is nothing in it, as after it was handed over.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A copy of the bytes in Wasm memory.
    #[must_use]
    pub fn to_vec(&self) -> Vec<u8> {
        Uint8Array::new(&self.buffer).to_vec()
    }
}

impl Serialize for Buffer {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            return Err(ser::Error::custom("a Buffer can only be sent to a worker"));
        }
        serializer.serialize_u32(attach(Attachment {
            value: self.buffer.clone().into(),
            transfer: self.transfer,
        }))
    }
}

impl<'de> Deserialize<'de> for Buffer {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let place = u32::deserialize(deserializer)?;
        // A result made of it goes back the same way.
        let buffer = attached::take(place).map_err(de::Error::custom)?;
        Ok(Buffer::transfer(buffer))
    }
}
