//! One field of the settings: label, text, unit, and what is wrong with it.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::app::hooks::{Page, use_page};
use crate::app::press::when_released;
use crate::app::state::Action;
use crate::config::{Field, FieldError, Problem};
use crate::plan::DelayRange;
use crate::workers::hardware_concurrency;

/// What is wrong with a field, below it, said aloud when the person has left the field; or, quietly, what is to be written
/// there.
pub fn complaint(page: &Page, field: Field) -> Html {
    let Some(error) = page.state().complaint(field) else {
        return Html::default();
    };
    let id = format!("{}-wrong", field.name());
    if error.is_of_nothing() {
        return html! { <p class="note field whole" {id}>{ say(page, error) }</p> };
    }
    html! { <p class="wrong" role="alert" {id}>{ say(page, error) }</p> }
}

/// What is wrong with a value, and what holds instead.
pub fn say(page: &Page, error: &FieldError) -> String {
    let (texts, field) = (page.texts(), error.field);
    let holds = match (field, page.state().holds(field)) {
        (Field::Limit, none) if none.is_empty() => texts.no_limit.to_owned(),
        (Field::Delay, _) if page.state().effective().delays() == DelayRange::NONE => {
            texts.no_limit.to_owned()
        }
        (Field::Workers, none) if none.is_empty() => hardware_concurrency().to_string(),
        (_, holds) => holds,
    };
    let mut said = (texts.problem)(field, &error.problem);
    if let Some(refused) = error.problem.refused() {
        said += texts.between;
        said += &(texts.refused)(refused);
    }
    // Instead of a list nothing else is asked.
    let is_list = matches!(error.problem, Problem::Addresses(_));
    if !holds.is_empty() && !is_list {
        said += texts.between;
        said += &(texts.using)(&holds);
    }
    said
}

/// The attributes that tie a control to its complaint.
pub fn described_by(page: &Page, field: Field) -> (Option<&'static str>, Option<String>) {
    let Some(error) = page.state().complaint(field) else {
        return (None, None);
    };
    let invalid = (!error.is_of_nothing()).then_some("true");
    (invalid, Some(format!("{}-wrong", field.name())))
}

/// A text of the settings.
#[derive(Clone, PartialEq, Properties)]
pub struct TextFieldProps {
    /// Which.
    pub field: Field,
    /// Shown while it is empty: what holds then.
    #[prop_or_default]
    pub placeholder: AttrValue,
    /// Shown at its end.
    #[prop_or_default]
    pub unit: Option<&'static str>,
    /// Whether only digits are expected.
    #[prop_or_default]
    pub is_number: bool,
    /// Whether it takes the whole width.
    #[prop_or_default]
    pub is_whole: bool,
    /// A label other than the field's own.
    #[prop_or_default]
    pub label: Option<&'static str>,
    /// Why its value is not used, where that does not follow from the field alone.
    #[prop_or_default]
    pub wrong: Option<AttrValue>,
    /// Something to press at its end.
    #[prop_or_default]
    pub children: Html,
}

/// What the chapter's own scripts have for a field (`flags2_common.py`), the same in every language of people.
pub fn in_script(field: Field) -> Option<&'static str> {
    Some(match field {
        Field::Codes => "flags2: CC -a -e",
        Field::Server => "flags2: -s",
        Field::MaxWorkers => "flags2: -m",
        Field::Limit => "flags2: -l",
        Field::Verbose => "flags2: -v",
        _ => return None,
    })
}

/// A text of the settings.
#[component]
pub fn TextField(props: &TextFieldProps) -> Html {
    let page = use_page();
    let field = props.field;
    let id = field.name();
    let is_invalid = page.state().complaint(field).is_some();
    let wrong = props.wrong.clone().filter(|_| !is_invalid);
    let unused = wrong.is_some().then(|| format!("{id}-unused"));
    // What is wrong stands below the row of two fields, over the whole width.
    html! {
        <>
            <div class={classes!("field", props.is_whole.then_some("whole"))}>
                <label for={id} title={in_script(field)}>{ props.label.unwrap_or((page.texts().field)(field)) }</label>
                <span class="with-unit">
                    { entry(&page, field, props.placeholder.clone(), props.is_number, unused.clone()) }
                    { props.unit.map(|unit| html! { <span class="unit" aria-hidden="true">{ unit }</span> }).unwrap_or_default() }
                    { props.children.clone() }
                </span>
            </div>
            { complaint(&page, field) }
            { wrong.map(|why| html! { <p class="wrong" role="alert" id={unused}>{ why }</p> }).unwrap_or_default() }
        </>
    }
}

/// Where the text of a field is typed. It counts when the person is done with it: has left the field,
/// or pressed Enter. `unused` is the id of the text that says why its value is not used, if one does.
pub fn entry(
    page: &Page,
    field: Field,
    placeholder: AttrValue,
    is_number: bool,
    unused: Option<String>,
) -> Html {
    let on_input = page.on(move |event: InputEvent| {
        let input: HtmlInputElement = event.target_unchecked_into();
        Action::Edit(field, input.value())
    });
    let leave = {
        let page = page.clone();
        Callback::from(move |()| {
            let page = page.clone();
            when_released(move || page.dispatch(Action::Leave(field)));
        })
    };
    let (invalid, described) = match unused {
        Some(id) => (Some("true"), Some(id)),
        None => described_by(page, field),
    };
    let id = field.name();
    html! {
        <input {id} name={id} type="text" autocomplete="off" spellcheck="false"
            inputmode={if is_number { "numeric" } else { "text" }}
            {placeholder} value={page.state().text(field)} aria-invalid={invalid} aria-describedby={described}
            oninput={on_input} onchange={leave.reform(|_: Event| ())} onblur={leave.reform(|_: FocusEvent| ())} />
    }
}
