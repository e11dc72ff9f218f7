//! What the documents say of addresses is what the page reads.

use photofinish::config::{Field, RunConfig};

const ADDRESS: &str = include_str!("../../docs/address.md");

/// The cells of the table's rows: parameter, values, default, example.
fn rows() -> Vec<[&'static str; 4]> {
    let rows = ADDRESS.lines().filter(|line| line.starts_with("| `"));
    let cells = rows.map(|row| {
        let cells: Vec<_> = row.trim_matches('|').split('|').map(str::trim).collect();
        cells.try_into().unwrap_or_else(|_| panic!("{row}"))
    });
    cells.collect()
}

fn quoted(cell: &'static str) -> &'static str {
    cell.trim_matches('`')
}

#[test]
fn every_parameter_has_a_row_and_every_row_a_parameter() {
    let told: Vec<_> = rows().iter().map(|row| quoted(row[0])).collect();
    let names: Vec<_> = Field::ALL.iter().map(|field| field.name()).collect();
    assert_eq!(told, names);
}

#[test]
fn every_example_is_read_and_sets_its_parameter() {
    for [name, _, _, example] in rows() {
        let (config, errors) = RunConfig::from_query(quoted(example));
        assert_eq!(errors, [], "{example}");
        let field = Field::from_name(quoted(name)).unwrap();
        let default = RunConfig::default().text(field);
        assert_ne!(config.text(field), default, "{example}");
    }
}

#[test]
fn every_name_that_is_offered_is_read_and_every_default_is_the_default() {
    let default = RunConfig::default();
    for [name, values, usual, _] in rows() {
        let field = Field::from_name(quoted(name)).unwrap();
        // Names stand between back quotes, but for what the shape of a value is.
        let names = values.split('`').skip(1).step_by(2);
        for value in names.filter(|value| !["MIN-MAX", "http", "https"].contains(value)) {
            let set = default.clone().set(field, value);
            assert_eq!(set, Ok(()), "{name}: {value}");
        }
        if !default.text(field).is_empty() && field != Field::ErrorRate {
            assert_eq!(default.text(field), quoted(usual), "{name}");
        }
    }
}
