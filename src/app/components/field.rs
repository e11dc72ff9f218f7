//! One field of the settings: label, text, unit, and what is wrong with it.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::app::hooks::{Page, use_page};
use crate::app::state::Action;
use crate::config::Field;

/// What is wrong with a field, below it. Said aloud when the person has left the field.
pub fn complaint(page: &Page, field: Field) -> Html {
    let (texts, state) = (page.texts(), page.state());
    let Some(error) = state.complaint(field) else {
        return Html::default();
    };
    // What holds instead, also where the field would say so by being empty.
    let using = match field {
        Field::Delay => state.effective().delays().to_string(),
        Field::ErrorRate => state.effective().errors().to_string(),
        _ => state.config.text(field),
    };
    let using = (!using.is_empty()).then(|| (texts.using)(&using));
    html! {
        <p class="wrong" role="alert" id={format!("{}-wrong", field.name())}>
            { (texts.problem)(field, &error.problem) }
            { for using.map(|using| format!("{}{using}", texts.between)) }
        </p>
    }
}

/// The attributes that tie a control to its complaint.
pub fn described_by(page: &Page, field: Field) -> (Option<&'static str>, Option<String>) {
    if page.state().complaint(field).is_some() {
        (Some("true"), Some(format!("{}-wrong", field.name())))
    } else {
        (None, None)
    }
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

/// A text of the settings.
#[component]
pub fn TextField(props: &TextFieldProps) -> Html {
    let page = use_page();
    let field = props.field;
    let on_input = page.on(move |event: InputEvent| {
        let input: HtmlInputElement = event.target_unchecked_into();
        Action::Edit(field, input.value())
    });
    let on_leave = page.on(move |_: FocusEvent| Action::Leave(field));
    let (mut invalid, mut described) = described_by(&page, field);
    let id = field.name();
    let wrong = props.wrong.clone().filter(|_| invalid.is_none());
    if wrong.is_some() {
        (invalid, described) = (Some("true"), Some(format!("{id}-unused")));
    }
    html! {
        <div class={classes!("field", props.is_whole.then_some("whole"))}>
            <label for={id}>{ props.label.unwrap_or((page.texts().field)(field)) }</label>
            <span class="with-unit">
                <input {id} name={id} type="text" autocomplete="off" spellcheck="false"
                    inputmode={if props.is_number { "numeric" } else { "text" }}
                    placeholder={props.placeholder.clone()} value={page.state().text(field)}
                    aria-invalid={invalid} aria-describedby={described}
                    oninput={on_input} onblur={on_leave} />
                { for props.unit.map(|unit| html! { <span class="unit" aria-hidden="true">{ unit }</span> }) }
                { props.children.clone() }
            </span>
            { complaint(&page, field) }
            { for wrong.map(|why| html! { <p class="wrong" role="alert" id={format!("{id}-unused")}>{ why }</p> }) }
        </div>
    }
}
