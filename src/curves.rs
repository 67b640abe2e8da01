//! How likely is that, and how much is twice as much? Exponential and logarithm of sums and products alone, so that every machine gets the same
//! bits: what mathematical libraries call exp and ln differs between them in the last one.

use std::f32::consts::{LN_2, LOG2_E};

/// The probability that belongs to log-odds: 1 / (1 + e^-z).
#[inline]
pub fn sigmoid(z: f32) -> f32 {
    let power = (-z).clamp(-80.0, 80.0) * LOG2_E;
    let whole = (power + if power < 0.0 { -0.5 } else { 0.5 }) as i32;
    let rest = power - whole as f32;
    // 2^rest by its series, then 2^whole by the bits of the exponent.
    const SERIES: [f32; 7] = [1.0, LN_2, 0.240_226_5, 0.055_504_11, 0.009_618_129, 0.001_333_356, 0.000_154_035];
    let series = SERIES.iter().rev().fold(0.0, |sum, c| sum * rest + c);
    1.0 / (1.0 + series * f32::from_bits(((whole + 127) as u32) << 23))
}

/// The natural logarithm of a number from 1 up; 0 of less.
pub fn ln(x: f32) -> f32 {
    /// The series below is exact to ten digits with so many terms.
    const TERMS: u32 = 10;
    if x.is_nan() || x <= 1.0 {
        return 0.0;
    }
    if x.is_infinite() {
        return x;
    }
    // x is 2^whole times what lies between 1 and 2: the former by the bits of the exponent, the latter by the series of artanh.
    let bits = x.to_bits();
    let whole = f64::from(bits >> 23) - 127.0;
    let rest = f64::from(f32::from_bits(bits & 0x007f_ffff | 127 << 23));
    let s = (rest - 1.0) / (rest + 1.0);
    let series = (0..TERMS).rev().fold(0.0, |sum, k| sum * s * s + 1.0 / f64::from(2 * k + 1));
    (whole * std::f64::consts::LN_2 + 2.0 * s * series) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sigmoid_is_that_of_the_library_but_for_the_last_digits() {
        for k in -4000..=4000 {
            let z = k as f32 / 40.0;
            let exact = 1.0 / (1.0 + (-f64::from(z)).exp());
            assert!((f64::from(sigmoid(z)) - exact).abs() < 3e-7, "{z}");
        }
        assert!(sigmoid(f32::INFINITY) == 1.0 && sigmoid(f32::NEG_INFINITY) < 1e-30);
    }

    #[test]
    fn the_logarithm_is_that_of_the_library_but_for_the_last_digit() {
        for k in 1..20_000 {
            let x = 1.0 + (k * k) as f32 / 64.0;
            let exact = f64::from(x).ln();
            assert!((f64::from(ln(x)) - exact).abs() <= exact * 1e-7, "{x}");
        }
        assert_eq!((ln(1.0), ln(0.5), ln(-1.0), ln(f32::NAN), ln(f32::INFINITY)), (0.0, 0.0, 0.0, 0.0, f32::INFINITY));
    }
}
