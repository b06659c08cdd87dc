package io.github.lanewise.verify.harness;

import java.util.Arrays;

/** Arrays full of NaN. A call on them before the one that counts fills its scratch with NaN. */
final class Poison {
    private Poison() {}

    static float[] like(float[] array) {
        return array == null ? null : of(array.length);
    }

    static float[] of(int length) {
        float[] poison = new float[length];
        Arrays.fill(poison, Float.NaN);
        return poison;
    }
}
