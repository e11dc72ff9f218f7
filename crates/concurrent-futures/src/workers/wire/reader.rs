//! Messages taken apart.

use std::ops::Range;

use super::{INITIALIZER, JOBS, NOTICE, Notice, OUTCOMES, STATUS, Status, WireError, decode};

/// A message to the worker.
pub(crate) enum ToWorker<'a> {
    Jobs {
        first: u32,
        announce: bool,
        blocks: Reader<'a>,
    },
    Initializer(Reader<'a>),
}

/// A message to the page.
pub(crate) enum ToPage<'a> {
    Outcomes {
        first: u32,
        received: f64,
        started: f64,
        outcomes: Reader<'a>,
    },
    Notice(Notice),
}

pub(crate) fn read_to_worker(bytes: &[u8]) -> Result<ToWorker<'_>, WireError> {
    let mut reader = Reader { bytes, at: 0 };
    match reader.u8()? {
        JOBS => Ok(ToWorker::Jobs {
            first: reader.u32()?,
            announce: reader.u8()? != 0,
            blocks: reader,
        }),
        INITIALIZER => Ok(ToWorker::Initializer(reader)),
        _ => Err(WireError),
    }
}

pub(crate) fn read_to_page(bytes: &[u8]) -> Result<ToPage<'_>, WireError> {
    let mut reader = Reader { bytes, at: 0 };
    match reader.u8()? {
        OUTCOMES => Ok(ToPage::Outcomes {
            first: reader.u32()?,
            received: reader.f64()?,
            started: reader.f64()?,
            outcomes: reader,
        }),
        NOTICE => decode(&bytes[1..])
            .map(ToPage::Notice)
            .map_err(|_| WireError),
        _ => Err(WireError),
    }
}

/// Walks over a message.
pub(crate) struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    fn array<const N: usize>(&mut self) -> Result<[u8; N], WireError> {
        let end = self.at.checked_add(N).ok_or(WireError)?;
        let part = self.bytes.get(self.at..end).ok_or(WireError)?;
        self.at = end;
        part.try_into().map_err(|_| WireError)
    }

    fn u8(&mut self) -> Result<u8, WireError> {
        self.array::<1>().map(|[byte]| byte)
    }

    fn u32(&mut self) -> Result<u32, WireError> {
        self.array().map(u32::from_le_bytes)
    }

    fn f64(&mut self) -> Result<f64, WireError> {
        self.array().map(f64::from_le_bytes)
    }

    pub(crate) fn is_at_end(&self) -> bool {
        self.at == self.bytes.len()
    }

    /// What [`push_block`](super::push_block) wrote: the place of its bytes.
    pub(crate) fn block(&mut self) -> Result<Range<usize>, WireError> {
        let len = self.u32()? as usize;
        let start = self.at;
        let end = start.checked_add(len).ok_or(WireError)?;
        if end > self.bytes.len() {
            return Err(WireError);
        }
        self.at = end;
        Ok(start..end)
    }

    /// What [`push_outcome`](super::push_outcome) wrote.
    pub(crate) fn outcome(&mut self) -> Result<(Status, u32, Range<usize>), WireError> {
        let status = *STATUS.get(self.u8()? as usize).ok_or(WireError)?;
        Ok((status, self.u32()?, self.block()?))
    }

    pub(crate) fn bytes(&self, range: Range<usize>) -> &'a [u8] {
        &self.bytes[range]
    }
}
