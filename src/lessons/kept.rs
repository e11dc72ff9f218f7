//! What stays on this machine from one visit to the next: answers, and goals that were reached.

use super::LESSONS;

/// What was answered and reached, by lesson.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Kept(Vec<Of>);

#[derive(Clone, Debug, PartialEq)]
struct Of {
    lesson: usize,
    answer: Option<usize>,
    /// A bit for each goal.
    goals: u32,
    /// A curve that was drawn, in tenths, from two workers on.
    curve: Vec<u32>,
}

impl Kept {
    fn of(&self, lesson: usize) -> Option<&Of> {
        self.0.iter().find(|of| of.lesson == lesson)
    }

    fn of_mut(&mut self, lesson: usize) -> &mut Of {
        let index = self.0.iter().position(|of| of.lesson == lesson);
        let index = index.unwrap_or_else(|| {
            self.0.push(Of {
                lesson,
                answer: None,
                goals: 0,
                curve: Vec::new(),
            });
            self.0.len() - 1
        });
        &mut self.0[index]
    }

    /// Whether nothing is kept.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What was answered.
    #[must_use]
    pub fn answer(&self, lesson: usize) -> Option<usize> {
        self.of(lesson)?.answer
    }

    /// Keeps an answer.
    #[must_use]
    pub fn with_answer(mut self, lesson: usize, answer: usize) -> Self {
        self.of_mut(lesson).answer = Some(answer);
        self
    }

    /// The curve that was drawn: times as fast by number of workers, from two on.
    #[must_use]
    pub fn curve(&self, lesson: usize) -> Vec<f64> {
        let tenths = self.of(lesson).map_or(&[][..], |of| &of.curve);
        tenths
            .iter()
            .map(|tenths| f64::from(*tenths) / 10.0)
            .collect()
    }

    /// Keeps a curve.
    #[must_use]
    pub fn with_curve(mut self, lesson: usize, curve: &[f64]) -> Self {
        let tenths = |times: &f64| (times * 10.0).round().clamp(0.0, 9999.0) as u32;
        self.of_mut(lesson).curve = curve.iter().map(tenths).collect();
        self
    }

    /// Whether a goal was reached.
    #[must_use]
    pub fn is_reached(&self, lesson: usize, goal: usize) -> bool {
        let goals = self.of(lesson).map_or(0, |of| of.goals);
        goals.checked_shr(goal as u32).unwrap_or_default() & 1 == 1
    }

    /// Keeps that a goal was reached.
    #[must_use]
    pub fn with_goal(mut self, lesson: usize, goal: usize) -> Self {
        if let Some(bit) = 1_u32.checked_shl(goal as u32) {
            self.of_mut(lesson).goals |= bit;
        }
        self
    }

    /// Whether a lesson was answered, and all its goals were reached.
    #[must_use]
    pub fn is_done(&self, lesson: usize) -> bool {
        let Some(known) = LESSONS.iter().find(|known| known.number == lesson) else {
            return false;
        };
        let all = (0..known.goals.len()).all(|goal| self.is_reached(lesson, goal));
        let of = self.of(lesson);
        all && of.is_some_and(|of| of.answer.is_some() || !of.curve.is_empty())
    }

    /// It as a text that [`Kept::from_text`] reads: `3:1:2:` for answer 1 of lesson 3 and its second
    /// goal.
    #[must_use]
    pub fn to_text(&self) -> String {
        let of = |of: &Of| {
            let answer = of.answer.map(|answer| answer.to_string());
            let curve: Vec<String> = of.curve.iter().map(u32::to_string).collect();
            format!(
                "{}:{}:{}:{}",
                of.lesson,
                answer.unwrap_or_default(),
                of.goals,
                curve.join(",")
            )
        };
        self.0.iter().map(of).collect::<Vec<_>>().join(";")
    }

    /// What such a text keeps. Parts that cannot be read are left out: somebody else wrote them.
    #[must_use]
    pub fn from_text(text: &str) -> Self {
        let of = |part: &str| {
            let mut fields = part.split(':');
            let lesson: usize = fields.next()?.parse().ok()?;
            let answer = fields.next()?;
            let goals = fields.next()?.parse().ok()?;
            let curve = fields.next()?.split(',').filter(|text| !text.is_empty());
            LESSONS.iter().find(|known| known.number == lesson)?;
            Some(Of {
                lesson,
                answer: answer.parse().ok(),
                goals,
                curve: curve.map(|text| text.parse().ok()).collect::<Option<_>>()?,
            })
        };
        let mut kept = Kept::default();
        for of in text.split(';').filter_map(of) {
            let lesson = of.lesson;
            *kept.of_mut(lesson) = of;
        }
        kept
    }
}
