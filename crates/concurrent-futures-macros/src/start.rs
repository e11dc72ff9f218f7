//! `#[main]`: the start of a program, in the page and nowhere else.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Error, ItemFn, Result, ReturnType};

/// The function as the start of a program.
///
/// # Errors
/// A signature that no start has.
pub fn expand(arguments: TokenStream, function: &ItemFn) -> Result<TokenStream> {
    if !arguments.is_empty() {
        return Err(Error::new_spanned(arguments, "#[main] takes no arguments"));
    }
    let signature = &function.sig;
    if !signature.inputs.is_empty() {
        let inputs = &signature.inputs;
        return Err(Error::new_spanned(
            inputs,
            "the start of a program takes no arguments",
        ));
    }
    if !signature.generics.params.is_empty() {
        let generics = &signature.generics;
        return Err(Error::new_spanned(
            generics,
            "the start of a program has no generics",
        ));
    }
    let (attributes, visibility, name) = (&function.attrs, &function.vis, &signature.ident);
    let (output, block) = (&signature.output, &function.block);
    let run = if signature.asyncness.is_some() {
        let returned = match output {
            ReturnType::Default => quote! { () },
            ReturnType::Type(_, returned) => quote! { #returned },
        };
        quote! {
            ::concurrent_futures::__private::start(async {
                let ended: #returned = async #block.await;
                ended
            });
        }
    } else {
        quote! {
            let ended = (|| #output #block)();
            ::concurrent_futures::__private::Ended::tell(ended);
        }
    };
    // `main` of a program starts by itself, any other function of a library because it is told to.
    let start = if name == "main" {
        quote! {}
    } else {
        quote! {
            #[cfg_attr(
                target_arch = "wasm32",
                ::concurrent_futures::__private::wasm_bindgen::prelude::wasm_bindgen(
                    wasm_bindgen = ::concurrent_futures::__private::wasm_bindgen,
                    start
                )
            )]
        }
    };
    Ok(quote! {
        #(#attributes)*
        #start
        #visibility fn #name() {
            if ::concurrent_futures::__private::in_worker() {
                return;
            }
            #run
        }
    })
}
