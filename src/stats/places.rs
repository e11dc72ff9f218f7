//! Who came when.

use crate::record::Record;

/// Place of every future in the order of delivery, from 1; 0 for none.
#[must_use]
pub fn places(record: &Record) -> Vec<usize> {
    let mut places = vec![0; record.lanes().len()];
    for (index, id) in record.delivered().iter().enumerate() {
        if let Some(place) = places.get_mut(*id) {
            *place = index + 1;
        }
    }
    places
}
