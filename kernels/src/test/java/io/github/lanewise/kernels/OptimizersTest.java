package io.github.lanewise.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lanewise.kernels.Sgd.Form;
import io.github.lanewise.kernels.testing.Floats;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Steps of the optimisers, several in a row with a changing rate, against loops that follow the Javadoc word for word. */
class OptimizersTest {
    /** Never shut down, because mutation testing runs the class again in the same JVM; idle threads end by themselves. */
    private static final ForkJoinPool POOL = new ForkJoinPool(3);
    private static final int[] LENGTHS = {0, 1, 17, 100, 200_003};
    private static final double[] RATES = {0.1, 0.05, 0, 0.025};

    private final Random random = new Random(5);
    private final Scratch scratch = new Scratch();

    /** One element's step: state in, state out, the first being the weight. */
    private interface Element {
        void step(float[] state, float g, double rate, int number);
    }

    private interface Optimizer {
        void step(Floats[] state, Floats gradWeight, double rate, int number, Parallel parallel);
    }

    private void check(String name, int states, Element element, Optimizer optimizer) {
        for (int length : LENGTHS) {
            for (Parallel parallel : new Parallel[]{Parallel.serial(), Parallel.on(POOL)}) {
                Floats[] got = new Floats[states];
                Floats[] wanted = new Floats[states];
                for (int s = 0; s < states; s++) {
                    got[s] = Floats.plain(random, length);
                    for (int i = 0; s > 0 && i < length; i++) {
                        got[s].set(i, 0);
                    }
                    wanted[s] = got[s].copy();
                }
                for (int t = 1; t <= RATES.length; t++) {
                    Floats gradWeight = t == 2 ? Floats.wild(random, length) : Floats.plain(random, length);
                    steps(element, wanted, gradWeight, RATES[t - 1], t);
                    optimizer.step(got, gradWeight, RATES[t - 1], t, parallel);
                    for (int s = 0; s < states; s++) {
                        wanted[s].assertSame(name + " of " + length + ", step " + t + ", array " + s, got[s]);
                    }
                }
            }
        }
    }

    private static void steps(Element element, Floats[] arrays, Floats gradWeight, double rate, int number) {
        float[] state = new float[arrays.length];
        for (int i = 0; i < gradWeight.length; i++) {
            for (int s = 0; s < state.length; s++) {
                state[s] = arrays[s].get(i);
            }
            element.step(state, gradWeight.get(i), rate, number);
            for (int s = 0; s < state.length; s++) {
                arrays[s].set(i, state[s]);
            }
        }
    }

    private void check(Sgd sgd, Element element) {
        check(sgd.toString(), sgd.momentum() == 0 ? 1 : 2, element,
                (state, g, rate, _, parallel) -> sgd.step(state[0].array, state[0].offset, g.array, g.offset,
                        state.length == 1 ? null : state[1].array, state[state.length - 1].offset, g.length, rate,
                        scratch, parallel));
    }

    @Test
    void descent() {
        for (Form form : Form.values()) {
            check(new Sgd(form, 0, 0, false, 0), (s, g, rate, _) -> s[0] -= (float) rate * g);
            check(new Sgd(form, 0, 0, false, 0.01),
                    (s, g, rate, _) -> s[0] -= (float) rate * Math.fma(0.01f, s[0], g));
        }
    }

    @Test
    void momentum() {
        check(new Sgd(Form.PYTORCH, 0.9, 0, false, 0), (s, g, rate, _) -> {
            s[1] = 0.9f * s[1] + g;
            s[0] -= (float) rate * s[1];
        });
        check(new Sgd(Form.PYTORCH, 1.5, -0.1, false, 0.2), (s, g, rate, _) -> {
            s[1] = 1.5f * s[1] + (float) 1.1 * Math.fma(0.2f, s[0], g);
            s[0] -= (float) rate * s[1];
        });
        check(new Sgd(Form.KERAS, 0.9, 0, false, 0.2), (s, g, rate, _) -> {
            s[1] = 0.9f * s[1] - (float) rate * Math.fma(0.2f, s[0], g);
            s[0] += s[1];
        });
    }

    @Test
    void nesterov() {
        check(new Sgd(Form.PYTORCH, 0.9, 0, true, 0), (s, g, rate, _) -> {
            s[1] = 0.9f * s[1] + g;
            s[0] -= (float) rate * (g + 0.9f * s[1]);
        });
        check(new Sgd(Form.KERAS, 0.9, 0, true, 0.2), (s, g, rate, _) -> {
            float decayed = Math.fma(0.2f, s[0], g);
            s[1] = 0.9f * s[1] - (float) rate * decayed;
            s[0] += 0.9f * s[1] - (float) rate * decayed;
        });
    }

    @Test
    void firstStepWithoutDampening() {
        Sgd sgd = new Sgd(Form.PYTORCH, 0.9, 0.5, false, 0.1);
        assertEquals(new Sgd(Form.PYTORCH, 0.9, 0, false, 0.1), sgd.undampened());
        float[] weight = {2};
        float[] velocity = {0};
        sgd.undampened().step(weight, 0, new float[]{3}, 0, velocity, 0, 1, 0, scratch, Parallel.serial());
        assertEquals(3.2f, velocity[0]);
    }

    @Test
    void adam() {
        for (double decay : new double[]{0, 0.3}) {
            check(new Adam(0.9, 0.99, 1e-3, decay, false),
                    (s, g, rate, t) -> adam(s, decay == 0 ? g : Math.fma(0.3f, s[0], g), rate, t));
        }
    }

    @Test
    void adamW() {
        check(new Adam(0.9, 0.99, 1e-3, 0.3, true), (s, g, rate, t) -> {
            s[0] = rate == 0 ? s[0] : Math.fma(-(float) (rate * 0.3), s[0], s[0]);
            adam(s, g, rate, t);
        });
        check(new Adam(0.9, 0.99, 1e-3, 0, true), (s, g, rate, t) -> adam(s, g, rate, t));
    }

    private void check(Adam adam, Element element) {
        check(adam.toString(), 3, element,
                (s, g, rate, t, parallel) -> adam.step(s[0].array, s[0].offset, g.array, g.offset, s[1].array,
                        s[1].offset, s[2].array, s[2].offset, g.length, rate, t, scratch, parallel));
    }

    private static void adam(float[] s, float g, double rate, int t) {
        s[1] = Math.fma((float) (1 - 0.9), g, 0.9f * s[1]);
        s[2] = Math.fma((float) (1 - 0.99) * g, g, 0.99f * s[2]);
        float scale = (float) (1 / Math.sqrt(1 - StrictMath.pow(0.99, t)));
        float direction = s[1] / Math.fma((float) Math.sqrt(s[2]), scale, 1e-3f);
        s[0] = Math.fma(-(float) (rate / (1 - StrictMath.pow(0.9, t))), direction, s[0]);
    }

    /** A weight of infinity stays one: a decay of 0 does not multiply it. */
    @Test
    void noDecayIsNoMultiplication() {
        float[] weight = new float[40];
        Arrays.fill(weight, Float.POSITIVE_INFINITY);
        new Sgd(Form.PYTORCH, 0, 0, false, 0).step(weight, 0, new float[40], 0, null, 0, 40, 0.1, scratch,
                Parallel.serial());
        new Adam(0.9, 0.999, 1e-8, 0, true).step(weight, 0, new float[40], 0, new float[40], 0, new float[40], 0, 40,
                0.1, 1, scratch, Parallel.serial());
        for (float w : weight) {
            assertEquals(Float.POSITIVE_INFINITY, w);
        }
    }

    @Test
    void options() {
        refused(() -> new Sgd(Form.PYTORCH, -0.1, 0, false, 0), "momentum is -0.1");
        refused(() -> new Sgd(Form.PYTORCH, Double.NaN, 0, false, 0), "momentum is NaN");
        refused(() -> new Sgd(Form.PYTORCH, 1e39, 0, false, 0), "momentum is 1.0E39");
        refused(() -> new Sgd(Form.KERAS, 1.1, 0, false, 0), "momentum is 1.1; expected 0.0 to 1.0");
        refused(() -> new Sgd(Form.PYTORCH, 0.9, Double.NEGATIVE_INFINITY, false, 0), "dampening is -Infinity");
        refused(() -> new Sgd(Form.PYTORCH, 0.9, 0, false, -1), "weightDecay is -1");
        refused(() -> new Sgd(Form.PYTORCH, 0, 0, true, 0), "momentum is 0; expected more than 0 with nesterov");
        refused(() -> new Sgd(Form.PYTORCH, 0.9, 0.1, true, 0), "dampening is 0.1; expected 0 with nesterov");
        refused(() -> new Sgd(Form.KERAS, 0.9, 0.1, false, 0), "dampening is 0.1; expected 0 with Keras's form");
        assertThrows(NullPointerException.class, () -> new Sgd(null, 0.9, 0, false, 0));
        refused(() -> new Adam(1, 0.9, 0, 0, false), "beta1 is 1.0; expected at least 0 and below 1");
        refused(() -> new Adam(0.9, -0.1, 0, 0, false), "beta2 is -0.1");
        refused(() -> new Adam(0.9, 0.9, -1e-8, 0, false), "epsilon is -1.0E-8");
        refused(() -> new Adam(0.9, 0.9, 0, Double.POSITIVE_INFINITY, false), "weightDecay is Infinity");
    }

    @Test
    void rateAndStepNumber() {
        float[] weight = {1};
        Sgd sgd = new Sgd(Form.PYTORCH, 0, 0, false, 0);
        for (double rate : new double[]{-1e-9, Double.NaN, 1e39}) {
            refused(() -> sgd.step(weight, 0, new float[1], 0, null, 0, 1, rate, scratch, Parallel.serial()),
                    "learningRate is " + rate);
        }
        Adam adam = new Adam(0.9, 0.999, 1e-8, 0, false);
        refused(() -> adam.step(weight, 0, new float[1], 0, new float[1], 0, new float[1], 0, 1, -0.1, 1, scratch,
                Parallel.serial()), "learningRate is -0.1");
        refused(() -> adam.step(weight, 0, new float[1], 0, new float[1], 0, new float[1], 0, 1, 1, 0, scratch,
                Parallel.serial()), "stepNumber is 0");
        assertEquals(1, weight[0]);
    }

    private static void refused(Executable call, String words) {
        String message = assertThrows(IllegalArgumentException.class, call).getMessage();
        assertTrue(message.contains(words), message);
    }
}
