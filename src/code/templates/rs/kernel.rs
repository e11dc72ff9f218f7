/// What travels to a worker, which runs this same module.
#[derive(Serialize, Deserialize)]
struct Work(KernelTask);

/// What comes of either kind, so that both go through one `as_completed`. ⟦?both⟧
#[derive(Clone, Serialize, Deserialize)] ⟦?both⟧
enum Came { ⟦?both⟧
    Flag(u64), ⟦?both⟧
    Job(KernelOutput), ⟦?both⟧
} ⟦?both⟧
 ⟦?both⟧
impl Job for Work {
    type Output = KernelOutput; ⟦!both⟧
    type Output = Came; ⟦?both⟧
    const ENTRY: &'static str = "work";

    fn run(self, _: &mut JobContext<'_>) -> Result<KernelOutput, JobError> { ⟦!both⟧
    fn run(self, _: &mut JobContext<'_>) -> Result<Came, JobError> { ⟦?both⟧
        Ok(self.0.start()?.run_to_end()) ⟦!both run⟧
        Ok(Came::Job(self.0.start()?.run_to_end())) ⟦?both run⟧
    }
}

/// Where a worker begins.
#[wasm_bindgen]
pub fn work() {
    serve::<Work>();
}
