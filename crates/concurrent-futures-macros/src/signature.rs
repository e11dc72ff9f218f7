//! What a job's signature may be, and a sentence for everything else, at the place of it.

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::{Error, FnArg, ItemFn, Pat, PatType, Result, ReturnType, Safety, Type};

/// A signature that can be sent.
pub struct Signature<'a> {
    /// The arguments that travel.
    pub inputs: Vec<&'a PatType>,
    /// Where among all arguments the context is, if there is one.
    pub context: Option<usize>,
    /// What is returned; nothing is `()`.
    pub output: Option<&'a Type>,
    /// Whether that is a `Result`, by its name.
    pub fails: bool,
}

impl<'a> Signature<'a> {
    /// Reads the signature of a function.
    ///
    /// # Errors
    /// What cannot be sent.
    pub fn of(function: &'a ItemFn) -> Result<Self> {
        let signature = &function.sig;
        let refuse = |at: &dyn Spanned, sentence: &str| Err(Error::new(at.span(), sentence));
        if let Some(asynchronous) = &signature.asyncness {
            return refuse(
                asynchronous,
                "a job runs to its end without waiting: what waits goes to an IoExecutor, what \
                 computes is no `async fn`",
            );
        }
        if !signature.generics.params.is_empty() {
            return refuse(
                &signature.generics,
                "a job has no generics: the worker must know which function to call",
            );
        }
        if let Some(variadic) = &signature.variadic {
            return refuse(variadic, "a job takes a fixed number of arguments");
        }
        if let Safety::Unsafe(unsafety) = &signature.safety {
            return refuse(
                unsafety,
                "a job is called for whoever submits it, so it has to be safe to call",
            );
        }
        if let Some(abi) = &signature.abi {
            return refuse(abi, "a job is a function of Rust");
        }
        let mut inputs = Vec::new();
        let mut context = None;
        for (place, argument) in signature.inputs.iter().enumerate() {
            let argument = match argument {
                FnArg::Receiver(receiver) => {
                    return refuse(
                        receiver,
                        "a job is no method: its data travels as arguments, so write a function",
                    );
                }
                FnArg::Typed(argument) => argument,
            };
            if is_context(&argument.ty) {
                if context.replace(place).is_some() {
                    return refuse(argument, "a job has one context");
                }
                continue;
            }
            owned(&argument.ty, "an argument travels to the worker")?;
            if !matches!(
                &*argument.pat,
                Pat::Ident(_) | Pat::Wild(_) | Pat::Tuple(_) | Pat::Struct(_) | Pat::TupleStruct(_)
            ) {
                return refuse(
                    &argument.pat,
                    "an argument of a job has a name or is taken apart",
                );
            }
            if matches!(&*argument.pat, Pat::Ident(named) if named.ident == signature.ident) {
                return refuse(
                    &argument.pat,
                    "the name of a job is a value here, so no argument of it is called the same",
                );
            }
            inputs.push(argument);
        }
        let output = match &signature.output {
            ReturnType::Default => None,
            ReturnType::Type(_, output) => Some(&**output),
        };
        if let Some(output) = output {
            owned(output, "a result travels to the page")?;
        }
        let fails =
            output.is_some_and(|output| last_name(output).is_some_and(|name| name == "Result"));
        Ok(Signature {
            inputs,
            context,
            output,
            fails,
        })
    }
}

/// Whether this is `&mut JobContext`.
fn is_context(argument: &Type) -> bool {
    match argument {
        Type::Reference(reference) => {
            reference.mutability.is_some()
                && last_name(&reference.elem).is_some_and(|name| name == "JobContext")
        }
        _ => false,
    }
}

/// The last part of the name of a type.
fn last_name(named: &Type) -> Option<String> {
    match named {
        Type::Path(path) => path.path.segments.last().map(|last| last.ident.to_string()),
        _ => None,
    }
}

/// Refuses what borrows, is not said, or never ends.
fn owned(named: &Type, why: &str) -> Result<()> {
    let referred = match named {
        Type::Reference(reference) => &*reference.elem,
        other => other,
    };
    if last_name(referred).is_some_and(|name| name == "JobContext") {
        let sentence = "the context does not travel, and is an argument `&mut JobContext<'_>`";
        return Err(Error::new(named.span(), sentence));
    }
    let sentence = match named {
        Type::Reference(reference) if reference.mutability.is_some() => {
            "so it cannot borrow; the context is an argument `&mut JobContext<'_>`, by that name"
        }
        named if borrows(named) => {
            "so it cannot borrow: take `String` for `&str`, `Vec<T>` for `&[T]`"
        }
        Type::ImplTrait(_) => "so its type has to be said: `impl Trait` leaves it open",
        Type::Never(_) => "and one that never ends has none",
        _ => return Ok(()),
    };
    Err(Error::new(named.span(), format!("{why}, {sentence}")))
}

/// Whether there is a reference anywhere in a type, as in `Vec<&str>`.
fn borrows(named: &Type) -> bool {
    fn any(tokens: TokenStream) -> bool {
        tokens.into_iter().any(|token| match token {
            TokenTree::Punct(punct) => punct.as_char() == '&',
            TokenTree::Group(group) => any(group.stream()),
            _ => false,
        })
    }
    any(named.to_token_stream())
}

#[cfg(test)]
mod tests {
    use super::Signature;

    fn refused(function: &str) -> String {
        let function = syn::parse_str(function).unwrap();
        match Signature::of(&function) {
            Ok(_) => panic!("it is taken"),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn what_cannot_be_sent_is_refused_with_a_sentence() {
        let waits = refused("async fn f(n: u64) -> u64 { n }");
        assert!(waits.starts_with("a job runs to its end without waiting"));
        assert!(refused("fn f<T>(n: T) {}").starts_with("a job has no generics"));
        assert!(refused("fn f<'a>(n: Cow<'a, str>) {}").starts_with("a job has no generics"));
        assert!(refused("fn f(&self) {}").starts_with("a job is no method"));
        assert!(refused("extern \"C\" fn f() {}").starts_with("a job is a function of Rust"));
        assert!(refused("unsafe fn f() {}").contains("has to be safe"));
        assert!(refused("fn f(f: u64) {}").starts_with("the name of a job is a value"));
        let borrows = refused("fn f(text: &str) {}");
        assert!(borrows.contains("cannot borrow: take `String` for `&str`"));
        assert!(refused("fn f() -> &'static str { \"\" }").contains("cannot borrow"));
        assert!(refused("fn f() -> impl Iterator { 0..1 }").contains("has to be said"));
        assert!(refused("fn f() -> ! { loop {} }").contains("never ends"));
        let two = "fn f(a: &mut JobContext<'_>, b: &mut JobContext<'_>) {}";
        assert_eq!(refused(two), "a job has one context");
        for inside in ["Vec<&str>", "(u8, Option<&[u8]>)", "&mut Vec<u8>"] {
            let borrows = refused(&format!("fn f(inside: {inside}) {{}}"));
            assert!(borrows.contains("so it cannot borrow"), "{borrows}");
        }
        for shared in ["&JobContext<'_>", "JobContext<'_>"] {
            let context = refused(&format!("fn f(context: {shared}) {{}}"));
            assert!(
                context.ends_with("is an argument `&mut JobContext<'_>`"),
                "{context}"
            );
        }
        let renamed = refused("fn f(context: &mut Context<'_>) {}");
        assert!(renamed.ends_with("by that name"), "{renamed}");
    }

    #[test]
    fn the_context_is_told_from_what_travels() {
        let function = syn::parse_str(
            "fn f(a: u8, context: &mut workers::JobContext<'_>, (b, c): (u8, u8)) -> io::Result<u8> {}",
        )
        .unwrap();
        let signature = Signature::of(&function).unwrap();
        assert_eq!(signature.context, Some(1));
        assert_eq!(signature.inputs.len(), 2);
        assert!(signature.fails);
    }
}
