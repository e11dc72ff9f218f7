//! The part of the time axis that is on the page.

use photofinish::app::axis::{Rows, TimeScale};
use photofinish::app::timeline::keys::{Pressed, Step};
use photofinish::app::timeline::labels::{cut, needed, room};
use photofinish::app::timeline::window::{Aim, Extent, Window, eased};
use proptest::prelude::*;

fn near(one: f64, other: f64) -> bool {
    (one - other).abs() < 1e-9
}

#[test]
fn what_is_under_the_pointer_stays_there_when_one_comes_closer() {
    let window = Window { from: 2.0, to: 6.0 };
    let closer = window.zoomed(3.0, 2.0, 10.0);
    assert_eq!(closer, Window { from: 2.5, to: 4.5 });
    let back = closer.zoomed(3.0, 0.5, 10.0);
    assert!(near(back.from, 2.0) && near(back.to, 6.0), "{back:?}");
}

#[test]
fn nobody_leaves_the_run_or_comes_closer_than_there_is_something_to_see() {
    let window = Window { from: 2.0, to: 6.0 };
    assert_eq!(window.moved(-5.0, 10.0), Window { from: 0.0, to: 4.0 });
    assert_eq!(
        window.moved(50.0, 10.0),
        Window {
            from: 6.0,
            to: 10.0
        }
    );
    assert_eq!(window.zoomed(3.0, 0.001, 10.0), Window::until(10.0));
    let closest = window.zoomed(3.0, 1e9, 10.0);
    assert!(near(closest.span(), 0.001), "{closest:?}");
}

#[test]
fn what_is_under_two_fingers_stays_under_them() {
    let window = Window { from: 2.0, to: 6.0 };
    let pinched = window.pinched([0.25, 0.75], [0.0, 1.0], 10.0);
    assert_eq!(pinched, Window { from: 3.0, to: 5.0 });
    let moved = window.pinched([0.25, 0.75], [0.0, 0.5], 10.0);
    assert_eq!(moved, Window { from: 3.0, to: 7.0 });
}

#[test]
fn a_window_in_which_a_run_goes_on_follows_it_and_another_stays() {
    let extent = |now| Extent {
        fit: 10.0,
        whole: 10.0,
        least: 0.0,
        now,
        is_still: false,
    };
    let aim = Aim::at(Window { from: 2.0, to: 4.0 }, &extent(Some(3.0)));
    let later = aim.window(&extent(Some(7.0)));
    assert!(
        near(later.span(), 2.0) && near(later.from, 7.0 - 1.8),
        "{later:?}"
    );
    assert_eq!(aim.window(&extent(None)), Window { from: 2.0, to: 4.0 });
    let past = Aim::at(Window { from: 2.0, to: 4.0 }, &extent(Some(5.0)));
    let still = past.window(&extent(Some(7.0)));
    assert_eq!(still, Window { from: 2.0, to: 4.0 });
}

#[test]
fn all_that_fits_is_no_choice() {
    let extent = Extent {
        fit: 4.0,
        whole: 10.0,
        least: 0.0,
        now: None,
        is_still: false,
    };
    assert!(!Aim::default().is_zoomed());
    assert_eq!(Aim::default().window(&extent), Window::until(4.0));
    assert!(!Aim::at(Window::until(4.0), &extent).is_zoomed());
    assert!(!Aim::at(Window::until(10.0), &extent).is_zoomed());
    assert!(Aim::at(Window { from: 1.0, to: 4.0 }, &extent).is_zoomed());
}

#[test]
fn the_axis_of_a_part_has_its_own_ticks_and_places() {
    let scale = TimeScale {
        from: 2.0,
        end: 4.0,
        left: 100.0,
        width: 400.0,
    };
    assert!(near(scale.x(3.0), 300.0) && near(scale.x(1.0), 100.0));
    assert!(near(scale.at(300.0), 3.0) && near(scale.at(0.0), 2.0));
    assert!(scale.shows(2.0) && !scale.shows(1.9) && scale.overlaps(1.0, 2.5));
    assert!(!scale.overlaps(0.0, 1.9) && !scale.overlaps(4.1, 5.0));
    let (ticks, _) = scale.ticks(100.0);
    assert_eq!(ticks, [2.0, 2.5, 3.0, 3.5, 4.0]);
}

#[test]
fn rows_of_several_timelines_shrink_so_that_all_are_seen() {
    let alone = Rows::fitting(20, 1, 11.0, 720.0, false);
    let beside = Rows::fitting(20, 3, 11.0, 720.0, false);
    assert!(alone.height > 15.0 && beside.room() <= Rows::room_of_several(3, 720.0));
    assert!((0..20).all(|row| alone.is_labelled(row, 11.0)));
    let labelled: Vec<usize> = (0..8)
        .filter(|row| beside.is_labelled(*row, 11.0))
        .collect();
    assert_eq!(labelled, [1, 4, 7]);
    assert!(Rows::fitting(676, 3, 11.0, 720.0, false).height >= 4.0);
    // Where nobody scrolls, all of one are seen too.
    assert!(Rows::fitting(195, 1, 11.0, 540.0, true).room() <= 540.0);
    assert!(Rows::fitting(195, 1, 11.0, 540.0, false).room() > 540.0);
    assert_eq!(Rows::fitting(676, 3, 11.0, 540.0, true).height, 2.0);
    // With them the window has room for what stands above and below.
    assert!(Rows::fitting(20, 1, 10.3, 540.0, true).room() <= 540.0 - 26.0 * 10.3);
    assert!(3.0 * Rows::fitting(20, 3, 10.3, 540.0, true).room() <= 540.0 - 35.6 * 10.3);
}

#[test]
fn the_end_of_the_axis_comes_to_where_it_belongs_and_never_hides_the_run() {
    assert_eq!(eased(0.0, 4.0, 0.0), 4.0);
    assert!(near(eased(2.0, 4.0, 0.0), 2.32));
    assert_eq!(eased(2.0, 4.0, 3.5), 3.5);
    assert_eq!(eased(3.99, 4.0, 0.0), 4.0);
}

#[test]
fn keys_go_through_the_rows_or_along_the_axis() {
    assert_eq!(
        Pressed::of("ArrowRight", false),
        Some(Pressed::Row(Step::By(1)))
    );
    assert_eq!(Pressed::of("ArrowRight", true), Some(Pressed::Pan(0.2)));
    assert_eq!(Pressed::of("0", false), Some(Pressed::Fit));
    assert_eq!(Pressed::of("Tab", false), None);
    let (step, back) = (Step::By(1), Step::By(-1));
    assert_eq!(step.from(None, 5..9), Some(5));
    assert_eq!(back.from(None, 5..9), Some(8));
    assert_eq!(step.from(Some(8), 5..9), Some(8));
    assert_eq!(back.from(Some(5), 5..9), Some(5));
    assert_eq!(step.from(Some(2), 5..9), Some(5), "chosen in another group");
    assert_eq!(Step::Last.from(Some(6), 5..9), Some(8));
    assert_eq!(Step::First.from(Some(6), 5..5), None);
}

proptest! {
    #[test]
    fn a_window_is_always_within_the_run(
        whole in 0.0005f64..1000.0,
        steps in prop::collection::vec((0.0f64..1.0, -3.0f64..3.0), 1..20),
    ) {
        let mut window = Window::until(whole);
        for (share, by) in steps {
            let at = window.from + window.span() * share;
            window = window.zoomed(at, by.exp2(), whole).moved(by, whole);
            prop_assert!(window.from >= 0.0 && window.to <= whole * (1.0 + 1e-9), "{window:?}");
            prop_assert!(window.span() > 0.0, "{window:?}");
        }
    }
}

#[test]
fn labels_have_as_much_room_as_they_need_and_the_picture_has_most() {
    let codes = ["BR".to_owned(), "CN".to_owned()];
    assert!(near(room(needed(&codes, 3.4), 5.6, 60.0), 3.4));
    let names = ["BR".to_owned(), "a.example/flags".to_owned()];
    let needed = needed(&names, 3.4);
    assert!(near(needed, 15.0 * 0.62 + 0.9), "{needed}");
    assert!(near(room(needed, 5.6, 60.0), needed));
    assert!(near(room(needed, 5.6, 30.0), 9.0));
    // Where there is little room, labels have what they always had.
    assert!(near(room(needed, 5.6, 10.0), 5.6));
}

#[test]
fn a_label_that_has_too_little_room_is_cut_in_its_middle() {
    assert_eq!(cut("BR", 3.4), "BR");
    assert_eq!(cut("BR 2", 3.4), "BR 2");
    assert_eq!(
        cut("127.0.0.1:8000/flags/br.svg", 12.0),
        "127.0.…ags/br.svg"
    );
    assert_eq!(cut("国家和地区的名称列表", 7.0), "国家…称列表");
    assert_eq!(cut("much too long", 0.0), "…");
}

proptest! {
    #[test]
    fn no_label_is_wider_than_its_room(label in "\\PC{0,40}", room in 2.0..30.0_f64) {
        let short = cut(&label, room);
        prop_assert!(short == label || short.contains('…'));
        prop_assert!(needed([&short], 0.0) <= room + 0.06, "{short}");
    }
}
