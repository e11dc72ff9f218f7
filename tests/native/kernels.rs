//! The kernels: known answers, steps that can stop anywhere, job lists as in the book.

use photofinish::kernels::mandelbrot::{MandelbrotJob, Tile, View};
use photofinish::kernels::primes::{MAX_NUMBER, NUMBERS};
use photofinish::kernels::random::SeededBytes;
use photofinish::kernels::rc4::Rc4;
use photofinish::kernels::sha256::{digest, hex};
use photofinish::kernels::{Kernel, KernelOutput, KernelTask, Step, Stepper, jobs};

fn unhex(digits: &str) -> Vec<u8> {
    let digits: Vec<u8> = digits
        .bytes()
        .filter(|byte| !byte.is_ascii_whitespace())
        .collect();
    let pairs = digits
        .chunks(2)
        .map(|pair| std::str::from_utf8(pair).unwrap());
    pairs
        .map(|pair| u8::from_str_radix(pair, 16).unwrap())
        .collect()
}

fn run(task: &KernelTask) -> KernelOutput {
    task.start().unwrap().run_to_end()
}

fn run_in_steps(task: &KernelTask, units: u64) -> KernelOutput {
    let mut job = task.start().unwrap();
    let mut before = job.progress();
    assert_eq!(before, 0.0);
    loop {
        let step = job.step(units);
        let progress = job.progress();
        assert!(
            (before..=1.0).contains(&progress),
            "{before} then {progress}"
        );
        before = progress;
        if let Step::Done(output) = step {
            assert_eq!(progress, 1.0);
            return output;
        }
    }
}

/// A task of each kernel that takes many steps.
fn samples() -> Vec<KernelTask> {
    vec![
        KernelTask::Sha256 {
            seed: 1,
            len: 100_001,
        },
        KernelTask::Rc4 {
            seed: 1,
            len: 100_001,
        },
        KernelTask::Prime {
            number: 1_000_000_007 * 1_009,
        },
        KernelTask::Prime {
            number: 99_999_999_977,
        },
        KernelTask::Mandelbrot {
            view: View::whole(64),
            tile: Tile {
                x: 10,
                y: 20,
                width: 33,
                height: 31,
            },
            max_iterations: 100,
        },
    ]
}

#[test]
fn sha256_gives_the_digests_of_fips_180() {
    let million = "a".repeat(1_000_000);
    let long = "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu";
    for (message, expected) in [
        (
            "",
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        ),
        (
            "abc",
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        ),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
        ),
        (
            long,
            "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1",
        ),
        (
            &million,
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0",
        ),
    ] {
        assert_eq!(hex(&digest(message.as_bytes())), expected);
    }
}

#[test]
fn a_sha256_job_hashes_the_bytes_of_its_seed() {
    for len in [0, 1, 63, 64, 65, 4095, 4096, 4097, 10_000] {
        let expected = hex(&digest(&SeededBytes::take(5, len as usize)));
        let output = run(&KernelTask::Sha256 { seed: 5, len });
        assert_eq!(output, KernelOutput::Sha256 { digest: expected });
    }
}

#[test]
fn seeded_bytes_stay_as_they_are_and_come_in_pieces_too() {
    assert_eq!(hex(&SeededBytes::take(1, 10)), "72172d5ef098e414fda1");
    assert_eq!(hex(&SeededBytes::take(u32::MAX, 4)), "8a1c72eb");
    let mut pieces = [0; 103];
    let mut bytes = SeededBytes::new(9);
    bytes.fill(&mut pieces[..40]);
    bytes.fill(&mut pieces[40..44]);
    bytes.fill(&mut pieces[44..]);
    assert_eq!(pieces.as_slice(), SeededBytes::take(9, 103));
}

/// draft-kaukonen-cipher-arcfour-03, appendix A: the vectors that the book tests with.
#[test]
fn rc4_gives_the_three_arcfour_vectors() {
    let ssh_key = "29041972fb42ba5fc7127712f13829c9";
    let ssh_text = "\
        52756973 6c696e6e 756e206c 61756c75 206b6f72 76697373 73616e69 2c2074e4 686be470 e4696465 6e2070e4 e46c6ce4 \
        2074e479 73696b75 752e204b 6573e479 f66e206f 6e206f6e 6e69206f 6d616e61 6e692c20 6b61736b 69736176 75756e20 \
        6c61616b 736f7420 76657268 6f75752e 20456e20 6d612069 6c6f6974 73652c20 73757265 2068756f 6b61612c 206d7574 \
        7461206d 657473e4 6e207475 6d6d7575 73206d75 6c6c6520 74756f6b 61612e20 5075756e 746f2070 696c7665 6e2c206d \
        69206875 6b6b7575 2c207369 696e746f 20766172 616e2074 75756c69 73656e2c 206d6920 6e756b6b 75752e20 54756f6b \
        73757420 76616e61 6d6f6e20 6a612076 61726a6f 74207665 656e2c20 6e696973 74e42073 7964e46d 656e6920 6c61756c \
        756e2074 65656e2e 202d2045 696e6f20 4c65696e 6f";
    let ssh_cipher = "\
        35818699 9001e6b5 daf05ece eb7eee21 e0689c1f 00eea81f 7dd2caae e1d2763e 68af0ead 33d66c26 8bc946c4 84fbe94c \
        5f5e0b86 a59279e4 f824e7a6 40bd2232 10b0a611 60b7bce9 86ea6568 8003596b 630a6b90 f8e0caf6 912a98eb 872176e8 \
        3c202caa 64166d2c ce57ff1b ca57b213 f0ed1aa7 2fb8ea52 b0be01cd 1e412867 720b326e b389d011 bd70d8af 035fb0d8 \
        589dbce3 c666f5ea 8d4c7954 c50c3f34 0b0467f8 1b425961 c1184307 4df620f2 08404b39 4cf9d37f f54b5f1a d8f6ea7d \
        a3c561df a7281f96 4463d2cc 35a4d1b0 3490dec5 1b0711fb d6f55f79 234d5b7c 766622a6 6de92be9 96461d5e 4dc878ef \
        9bca0305 21e8351e 4baed2fd 04f94673 68c4ad6a c186d082 45b263a2 666d1f6c 5420f159 9dfd9f43 8921c2f5 a463938c \
        e0982265 eef70179 bc553f33 9eb1a4c1 af5f6a54 7f";
    for (name, key, text, expected) in [
        (
            "CRYPTLIB",
            "0123456789abcdef",
            "0000000000000000",
            "7494c2e7104b0879",
        ),
        ("COMMERCE", "618a63d2fb", "dcee4cf92c", "f13829c9de"),
        ("SSH ARCFOUR", ssh_key, ssh_text, ssh_cipher),
    ] {
        let mut bytes = unhex(text);
        Rc4::new(&unhex(key), 1).apply(&mut bytes);
        assert_eq!(bytes, unhex(expected), "{name}");
    }
}

/// CipherSaber's own test file for its second version: ten bytes of nonce, then text encrypted with ten mixing loops.
#[test]
fn rc4_reads_ciphersaber_2() {
    let file = unhex(
        "ba9ab4cffb7700e618e382e8fcc5ab9813b1abc436ba7d5cdea1a31fb72fb5763c44cfc2ac77afee19ad",
    );
    let (nonce, text) = file.split_at(10);
    let mut text = text.to_vec();
    Rc4::new(&[b"asdfg", nonce].concat(), 10).apply(&mut text);
    assert_eq!(text, b"This is a test of CipherSaber-2.");
}

#[test]
fn an_rc4_job_recovers_what_it_encrypted() {
    let output = run(&KernelTask::Rc4 {
        seed: 7,
        len: 393_216,
    });
    assert_eq!(
        output,
        KernelOutput::Rc4 {
            checksum: 0xabb8_446e,
            recovered: true
        }
    );
}

#[test]
fn the_20_numbers_of_the_book_are_told_apart() {
    for (number, expected) in NUMBERS {
        let KernelOutput::Prime(primality) = run(&KernelTask::Prime { number }) else {
            panic!("not the output of a prime");
        };
        assert_eq!((primality.number, primality.is_prime), (number, expected));
        match primality.smallest_divisor {
            Some(divisor) => assert!(!expected && number.is_multiple_of(divisor)),
            None => assert!(expected),
        }
    }
}

#[test]
fn small_numbers_have_the_divisors_that_counting_finds() {
    for number in 0..20_000_u64 {
        let divisor = (2..number)
            .take_while(|d| d * d <= number)
            .find(|d| number.is_multiple_of(*d));
        let KernelOutput::Prime(primality) = run(&KernelTask::Prime { number }) else {
            panic!("not the output of a prime");
        };
        assert_eq!(primality.smallest_divisor, divisor, "{number}");
        assert_eq!(
            primality.is_prime,
            number > 1 && divisor.is_none(),
            "{number}"
        );
    }
}

#[test]
fn the_largest_square_and_the_largest_number_are_exact() {
    // Above 2^53, where an f64 no longer holds every whole number.
    for (number, divisor) in [
        (99_999_989 * 99_999_989, 99_999_989),
        (99_999_971 * 99_999_989, 99_999_971),
        (MAX_NUMBER, 2),
    ] {
        let output = run(&KernelTask::Prime { number });
        assert_eq!(output.summary(), format!("divisible by {divisor}"));
    }
    let error = KernelTask::Prime {
        number: MAX_NUMBER + 1,
    }
    .start()
    .unwrap_err();
    assert_eq!(
        error.to_string(),
        "10000000000000001 is too large to check: the largest is 10000000000000000"
    );
}

#[test]
fn a_point_of_mandelbrot_is_what_a_loop_for_it_alone_gives() {
    let (side, max) = (61, 300);
    let view = View::whole(side);
    let tile = Tile {
        x: 0,
        y: 0,
        width: side,
        height: side,
    };
    let pixels = MandelbrotJob::new(view, tile, max).unwrap().run_to_end();
    assert_eq!(pixels.len(), (side * side) as usize);
    for (index, pixel) in pixels.iter().enumerate() {
        let (row, column) = (index as u32 / side, index as u32 % side);
        let cx = view.left + (f64::from(column) + 0.5) * view.pixel;
        let cy = view.top + (f64::from(row) + 0.5) * view.pixel;
        let (mut x, mut y, mut count) = (0.0, 0.0, 0);
        while count < max && x * x + y * y <= 4.0 {
            (x, y) = (x * x - y * y + cx, 2.0 * x * y + cy);
            count += 1;
        }
        let expected = if count == max {
            0
        } else {
            1 + (count - 1) % 255
        };
        assert_eq!(u32::from(*pixel), expected, "row {row}, column {column}");
    }
}

#[test]
fn the_tiles_of_a_picture_cover_it_once_and_the_picture_stays_as_it_is() {
    for (count, size) in [(1, 50), (7, 50), (12, 50), (64, 50), (49, 7)] {
        let mut picture = vec![None; (size * size) as usize];
        let tasks = jobs(Kernel::Mandelbrot, count, size, 0).unwrap();
        assert_eq!(tasks.len(), count as usize);
        for task in tasks {
            let KernelOutput::Mandelbrot { tile, pixels } = run(&task) else {
                panic!("not the output of a tile");
            };
            for (index, pixel) in pixels.into_iter().enumerate() {
                let (row, column) = (index as u32 / tile.width, index as u32 % tile.width);
                let place = &mut picture[((tile.y + row) * size + tile.x + column) as usize];
                assert_eq!(place.replace(pixel), None, "{task:?} paints over another");
            }
        }
        let picture: Vec<u8> = picture.into_iter().map(|pixel| pixel.unwrap()).collect();
        if size == 50 {
            assert_eq!(hex(&digest(&picture)[..8]), "592ec681eb2e5eba");
        }
    }
}

#[test]
fn a_tile_that_would_not_fit_in_memory_is_refused() {
    for (width, height) in [(1 << 14, 1 << 14), (u32::MAX, u32::MAX)] {
        let tile = Tile {
            x: 0,
            y: 0,
            width,
            height,
        };
        let task = KernelTask::Mandelbrot {
            view: View::whole(8),
            tile,
            max_iterations: 1,
        };
        let error = task.start().unwrap_err().to_string();
        assert!(
            error.starts_with(&format!("a tile of {width} × {height} is too large")),
            "{error}"
        );
    }
}

#[test]
fn steps_of_any_size_give_the_same_output_and_progress_only_grows() {
    for task in samples() {
        let expected = run(&task);
        for units in [1, 2, 7, 1_000_000] {
            assert_eq!(
                run_in_steps(&task, units),
                expected,
                "{task:?} in steps of {units}"
            );
        }
    }
}

#[test]
fn a_step_of_nothing_does_nothing() {
    for task in samples() {
        let mut job = task.start().unwrap();
        assert_eq!(job.step(0), Step::More);
        assert_eq!(job.progress(), 0.0);
    }
}

#[test]
fn a_job_can_be_dropped_after_any_step_and_done_again_from_its_start() {
    for task in samples() {
        let expected = run(&task);
        for steps in 1.. {
            let mut job = task.start().unwrap();
            let ended = (0..steps).any(|_| job.step(1) != Step::More);
            drop(job);
            if ended || steps > 40 {
                break;
            }
        }
        assert_eq!(run(&task), expected);
    }
}

#[test]
fn a_spent_job_can_be_stepped_without_harm() {
    for task in samples() {
        let mut job = task.start().unwrap();
        job.run_to_end();
        assert!(matches!(job.step(1), Step::Done(_)));
        assert_eq!(job.progress(), 1.0);
    }
}

#[test]
fn rc4_jobs_have_the_sizes_of_the_book() {
    let tasks = jobs(Kernel::Rc4, 12, Kernel::Rc4.default_size(), 0).unwrap();
    let lens: Vec<u32> = tasks
        .iter()
        .map(|task| match task {
            KernelTask::Rc4 { len, .. } => *len,
            other => panic!("{other:?} among RC4 jobs"),
        })
        .collect();
    assert_eq!((lens[0], lens[11]), (393_216, 152_918));
    assert_eq!(lens.iter().sum::<u32>(), 3_276_800);
    assert!(lens.is_sorted_by(|a, b| a > b));
    assert_eq!(
        (tasks[0].label(), tasks[11].label()),
        ("384.0 KB".to_owned(), "149.3 KB".to_owned())
    );
}

#[test]
fn sha256_and_primes_have_the_jobs_of_the_book() {
    let tasks = jobs(Kernel::Sha256, 12, Kernel::Sha256.default_size(), 40).unwrap();
    assert_eq!(tasks.len(), 12);
    assert_eq!(
        tasks[2],
        KernelTask::Sha256 {
            seed: 42,
            len: 1 << 20
        }
    );

    let tasks = jobs(Kernel::Primes, 22, Kernel::Primes.default_size(), 0).unwrap();
    let labels: Vec<String> = tasks.iter().map(KernelTask::label).collect();
    assert_eq!(labels[..2], ["9999999999999999", "9999999999999917"]);
    assert_eq!(
        labels[18..],
        [
            "142702110479723",
            "2",
            "9999999999999999",
            "9999999999999917"
        ]
    );
}

#[test]
fn primes_of_fewer_digits_are_the_largest_there_are() {
    for digits in 1..=8 {
        let tasks = jobs(Kernel::Primes, 3, digits, 0).unwrap();
        assert!(tasks.iter().all(|task| *task == tasks[0]));
        let KernelTask::Prime { number } = tasks[0] else {
            panic!("{:?} among primes", tasks[0]);
        };
        assert_eq!(run(&tasks[0]).summary(), "prime");
        for larger in number + 1..10_u64.pow(digits) {
            assert_ne!(
                run(&KernelTask::Prime { number: larger }).summary(),
                "prime"
            );
        }
    }
    for digits in 9..=15 {
        let task = &jobs(Kernel::Primes, 1, digits, 0).unwrap()[0];
        assert_eq!(task.label().len(), digits as usize);
        if digits < 13 {
            assert_eq!(run(task).summary(), "prime");
        }
    }
}

#[test]
fn what_no_kernel_can_do_is_said() {
    let error = |kernel, count, size| jobs(kernel, count, size, 0).unwrap_err().to_string();
    assert_eq!(error(Kernel::Rc4, 0, 1), "0 jobs: choose 1 to 100000");
    assert_eq!(
        error(Kernel::Sha256, 100_001, 1),
        "100001 jobs: choose 1 to 100000"
    );
    assert_eq!(
        error(Kernel::Primes, 1, 17),
        "size 17: primes takes 1 to 16 digits"
    );
    assert_eq!(
        error(Kernel::Sha256, 1, 0),
        "size 0: sha256 takes 1 to 268435456 bytes per job"
    );
    assert_eq!(
        error(Kernel::Mandelbrot, 13, 12),
        "13 jobs are 13 × 1 tiles, too many for 12 pixels a side: choose fewer jobs, a number with more divisors, or a larger picture"
    );
    assert_eq!(
        "md5".parse::<Kernel>().unwrap_err().to_string(),
        "there is no kernel \"md5\": choose sha256, rc4, primes, mandelbrot or own"
    );
}

#[test]
fn kernels_go_by_the_names_of_the_url() {
    for kernel in Kernel::ALL {
        assert_eq!(kernel.name().parse(), Ok(kernel));
        assert_eq!(serde_json::to_value(kernel).unwrap(), kernel.name());
        assert!(kernel.sizes().contains(&kernel.default_size()));
        assert!(jobs(kernel, kernel.default_jobs(), kernel.default_size(), 1).is_ok());
    }
}

#[test]
fn the_extremes_of_every_kernel_make_job_lists() {
    for kernel in Kernel::ALL {
        for size in [*kernel.sizes().start(), *kernel.sizes().end()] {
            assert_eq!(jobs(kernel, 1, size, u32::MAX).unwrap().len(), 1);
        }
        let largest = jobs(kernel, Kernel::MAX_JOBS, *kernel.sizes().end(), u32::MAX);
        assert_eq!(largest.unwrap().len(), Kernel::MAX_JOBS as usize);
    }
}

#[test]
fn tasks_and_outputs_survive_the_way_to_a_worker_and_back() {
    for task in samples() {
        let sent: KernelTask =
            serde_json::from_str(&serde_json::to_string(&task).unwrap()).unwrap();
        assert_eq!(sent, task);
        let output = run(&task);
        let sent: KernelOutput =
            serde_json::from_str(&serde_json::to_string(&output).unwrap()).unwrap();
        assert_eq!(sent, output);
    }
}
