package io.barometer.model.effect;

/**
 * The 97.5 % quantile of Student's distribution: the table up to 30 degrees of freedom, then the
 * expansion in 1/n around the normal quantile (R. A. Fisher and E. A. Cornish, 1960), which is
 * right to three decimals there.
 */
final class StudentT {
  private static final double NORMAL = 1.959964;
  private static final double[] TABLE = {
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160,
    2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056,
    2.052, 2.048, 2.045, 2.042
  };

  private StudentT() {}

  static double quantile(int freedom) {
    if (freedom <= TABLE.length) {
      return TABLE[freedom - 1];
    }
    double z = NORMAL;
    double first = (z * z * z + z) / 4;
    double second = (5 * z * z * z * z * z + 16 * z * z * z + 3 * z) / 96;
    return z + first / freedom + second / freedom / freedom;
  }
}
