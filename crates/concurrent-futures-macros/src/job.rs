//! `#[job]`: the function becomes a value of a type of its own, which the library can name, and an
//! export of the module, by which a worker comes to know it.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Mutex, PoisonError};

use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Attribute, Error, Ident, ItemFn, Result};

use crate::signature::Signature;

/// The function as a job.
///
/// # Errors
/// A signature that cannot be sent.
pub fn expand(arguments: TokenStream, function: &ItemFn) -> Result<TokenStream> {
    if !arguments.is_empty() {
        return Err(Error::new_spanned(arguments, "#[job] takes no arguments"));
    }
    let signature = Signature::of(function)?;
    let name = &function.sig.ident;
    let id = free(id(name));
    let body_name = format_ident!("__concurrent_futures_body_of_{}", name);
    let body = body(function, &body_name);
    let function_type = function_type(function, &signature);
    let job = implementation(function, &signature, id, &body_name);
    let export = export(name, id);
    let visibility = &function.vis;
    // How it is compiled is no matter of the value that it becomes.
    let of_value = |attribute: &&Attribute| !is_any_of(attribute, &OF_CODE);
    let attributes = function.attrs.iter().filter(of_value);
    Ok(quote! {
        #(#attributes)*
        #[allow(non_camel_case_types)]
        #[derive(Clone, Copy)]
        #visibility struct #name;

        const _: () = {
            #body

            // So that it is still called as any function: `square(7)`.
            impl ::core::ops::Deref for #name {
                type Target = #function_type;

                fn deref(&self) -> &Self::Target {
                    const FUNCTION: #function_type = #body_name;
                    &FUNCTION
                }
            }

            #job
            #export
        };
    })
}

/// The function itself, under a name that nothing else has: items are not hygienic, and its body must go on calling
/// what it calls.
fn body(function: &ItemFn, name: &Ident) -> TokenStream {
    let mut body = function.clone();
    body.attrs.clear();
    body.vis = syn::Visibility::Inherited;
    body.sig.ident = name.clone();
    let of_body = |attribute: &&Attribute| {
        is_any_of(attribute, &OF_CODE)
            || is_any_of(attribute, &["allow", "expect", "warn", "deny", "cfg_attr"])
    };
    let attributes = function.attrs.iter().filter(of_body);
    quote! { #(#attributes)* #body }
}

/// Attributes of code, which no other item takes.
const OF_CODE: [&str; 4] = ["inline", "cold", "target_feature", "track_caller"];

fn is_any_of(attribute: &Attribute, names: &[&str]) -> bool {
    names.iter().any(|name| attribute.path().is_ident(name))
}

fn function_type(function: &ItemFn, signature: &Signature<'_>) -> TokenStream {
    let inputs = function
        .sig
        .inputs
        .iter()
        .enumerate()
        .map(|(place, input)| {
            if signature.context == Some(place) {
                quote! { &mut ::concurrent_futures::workers::JobContext<'_> }
            } else {
                match input {
                    syn::FnArg::Typed(input) => {
                        let input = &input.ty;
                        quote! { #input }
                    }
                    syn::FnArg::Receiver(receiver) => quote! { #receiver },
                }
            }
        });
    let output = &function.sig.output;
    quote! { fn(#(#inputs),*) #output }
}

fn implementation(
    function: &ItemFn,
    signature: &Signature<'_>,
    id: u32,
    body_name: &Ident,
) -> TokenStream {
    let name = &function.sig.ident;
    let types: Vec<_> = signature.inputs.iter().map(|input| &input.ty).collect();
    let names: Vec<_> = (0..types.len())
        .map(|number| format_ident!("input_{number}"))
        .collect();
    let (input_type, input) = match (&types[..], &names[..]) {
        ([only], [name]) => (quote! { #only }, quote! { #name }),
        _ => (quote! { (#(#types,)*) }, quote! { (#(#names,)*) }),
    };
    let mut arguments: Vec<TokenStream> = names.iter().map(|name| quote! { #name }).collect();
    if let Some(place) = signature.context {
        arguments.insert(place, quote! { context });
    }
    let span = signature.output.map_or_else(Span::call_site, Spanned::span);
    let returned = match signature.output {
        Some(output) => quote! { #output },
        None => quote! { () },
    };
    let (output_type, result) = if signature.fails {
        (
            quote_spanned! { span => <#returned as ::concurrent_futures::__private::Fails>::Output },
            quote_spanned! { span => ::concurrent_futures::__private::Fails::told(returned) },
        )
    } else {
        (returned, quote! { ::core::result::Result::Ok(returned) })
    };
    let private = quote! { ::concurrent_futures::__private };
    quote! {
        impl ::concurrent_futures::workers::JobFn for #name {
            type Input = #input_type;
            type Output = #output_type;
            const NAME: &'static str = ::core::concat!(::core::module_path!(), "::", ::core::stringify!(#name));
            const ID: u32 = #id;

            fn call(
                #input: Self::Input,
                context: &mut ::concurrent_futures::workers::JobContext<'_>,
            ) -> ::core::result::Result<Self::Output, #private::JobError> {
                let _ = &context;
                #[allow(clippy::let_unit_value)]
                let returned = #body_name(#(#arguments),*);
                #result
            }
        }
    }
}

/// The export that makes the function known to a worker.
fn export(name: &Ident, id: u32) -> TokenStream {
    // Of other letters wasm-bindgen makes no name that JavaScript finds; the number tells them apart.
    let plain = name.to_string();
    let plain: String = plain
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || *c == '_')
        .collect();
    let exported = format!("concurrentFuturesJob_{plain}_{id:08x}");
    let symbol = format_ident!("concurrent_futures_job_{plain}_{id:08x}");
    quote! {
        #[cfg(target_arch = "wasm32")]
        #[::concurrent_futures::__private::wasm_bindgen::prelude::wasm_bindgen(
            wasm_bindgen = ::concurrent_futures::__private::wasm_bindgen,
            js_name = #exported,
            skip_typescript
        )]
        pub fn #symbol(serves: bool) {
            ::concurrent_futures::workers::register::<#name>(serves);
        }
    }
}

/// The numbers that are taken in this build.
static TAKEN: Mutex<BTreeSet<u32>> = Mutex::new(BTreeSet::new());

/// This number, or the next that is free: a macro may make two functions of one name at one place.
fn free(mut id: u32) -> u32 {
    let mut taken = TAKEN.lock().unwrap_or_else(PoisonError::into_inner);
    while !taken.insert(id) {
        id = id.wrapping_add(1);
    }
    id
}

/// A number for the function, of its name and of where it stands: page and worker are one module, so
/// it needs no meaning beyond a build.
fn id(name: &Ident) -> u32 {
    let place = proc_macro::Span::call_site();
    let mut hasher = DefaultHasher::new();
    std::env::var("CARGO_CRATE_NAME")
        .unwrap_or_default()
        .hash(&mut hasher);
    std::env::var("CARGO_PKG_VERSION")
        .unwrap_or_default()
        .hash(&mut hasher);
    (place.file(), place.line(), place.column()).hash(&mut hasher);
    name.to_string().hash(&mut hasher);
    let hash = hasher.finish();
    (hash ^ (hash >> 32)) as u32
}
