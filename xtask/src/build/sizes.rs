//! The table of what a first visit loads.

use super::compress::Size;
use super::site::SERVICE_WORKER;

/// Prints Wasm, JavaScript and CSS of the page, raw and as brotli sends them.
pub fn print(sizes: &[Size]) {
    println!("{:<12}{:>12}{:>12}", "", "raw", "brotli");
    let mut total = (0, 0);
    for (name, extension) in [("Wasm", ".wasm"), ("JavaScript", ".js"), ("CSS", ".css")] {
        let (raw, brotli) = sizes
            .iter()
            .filter(|size| size.address.ends_with(extension) && is_loaded_at_first(&size.address))
            .fold((0, 0), |sum, size| (sum.0 + size.raw, sum.1 + size.brotli));
        row(name, raw, brotli);
        total = (total.0 + raw, total.1 + brotli);
    }
    row("total", total.0, total.1);
}

/// The service worker is fetched after the page has started, the engines when they are compared.
fn is_loaded_at_first(address: &str) -> bool {
    address != SERVICE_WORKER && !address.contains("/engines/")
}

fn row(name: &str, raw: usize, brotli: usize) {
    println!("{name:<12}{:>12}{:>12}", kilobytes(raw), kilobytes(brotli));
}

fn kilobytes(bytes: usize) -> String {
    format!("{}.{} KB", bytes / 1000, bytes % 1000 / 100)
}

#[cfg(test)]
mod tests {
    use super::kilobytes;

    #[test]
    fn sizes_are_in_thousands_of_bytes() {
        assert_eq!(kilobytes(43_210), "43.2 KB");
        assert_eq!(kilobytes(99), "0.0 KB");
    }
}
