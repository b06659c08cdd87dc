package io.github.lanewise.lenet;

import java.util.Locale;

/** How the learning rate goes from the first step of a run to the last. Computed in double, with {@link StrictMath}. */
public sealed interface Schedule {
    /** The same rate in every step. */
    Schedule CONSTANT = new Constant();

    /**
     * The rate of a step.
     *
     * @param learningRate
     *            the rate that was asked for: the largest of the run
     * @param step
     *            which step, from 0; behind the last the rate stays
     * @param steps
     *            steps of the whole run
     * @return the rate
     */
    double rate(double learningRate, long step, long steps);

    /** See {@link #CONSTANT}. */
    record Constant() implements Schedule {
        @Override
        public double rate(double learningRate, long step, long steps) {
            return learningRate;
        }

        @Override
        public String toString() {
            return "constant";
        }
    }

    /**
     * A rate that falls by the same factor again and again: rate · factor^(step / every), as Keras's {@code ExponentialDecay}
     * has it.
     *
     * @param factor
     *            what is left of the rate, above 0 to 1
     * @param every
     *            after so many steps
     */
    record Exponential(double factor, long every) implements Schedule {
        /**
         * Checks both.
         *
         * @throws IllegalArgumentException
         *             if the factor is not above 0 and at most 1, or the steps are below 1
         */
        public Exponential {
            check(factor, every);
        }

        @Override
        public double rate(double learningRate, long step, long steps) {
            return learningRate * StrictMath.pow(factor, (double) step / every);
        }

        @Override
        public String toString() {
            return "exponential, " + factor + " every " + every + " steps";
        }
    }

    /**
     * A rate that falls in steps: rate · factor^⌊step / every⌋, as PyTorch's {@code StepLR} has it.
     *
     * @param factor
     *            what is left of the rate, above 0 to 1
     * @param every
     *            after so many steps
     */
    record Step(double factor, long every) implements Schedule {
        /**
         * Checks both.
         *
         * @throws IllegalArgumentException
         *             if the factor is not above 0 and at most 1, or the steps are below 1
         */
        public Step {
            check(factor, every);
        }

        @Override
        public double rate(double learningRate, long step, long steps) {
            return learningRate * StrictMath.pow(factor, step / every);
        }

        @Override
        public String toString() {
            return "step, " + factor + " every " + every + " steps";
        }
    }

    private static void check(double factor, long every) {
        if (!(factor > 0 && factor <= 1)) {
            throw new IllegalArgumentException("factor is " + factor + "; expected above 0 to 1");
        }
        if (every < 1) {
            throw new IllegalArgumentException("every is " + every + " steps; expected at least 1");
        }
    }

    /**
     * Half a wave from the rate down to 0: rate · (1 + cos(π · step / steps)) / 2, as PyTorch's {@code CosineAnnealingLR} with a
     * least rate of 0 has it. I. Loshchilov and F. Hutter, "SGDR: Stochastic Gradient Descent with Warm Restarts", 2017.
     */
    record Cosine() implements Schedule {
        @Override
        public double rate(double learningRate, long step, long steps) {
            return Annealing.COSINE.between(learningRate, 0, (double) Math.min(step, steps) / steps);
        }

        @Override
        public String toString() {
            return "cosine";
        }
    }

    /**
     * The one-cycle policy: up from a small rate to the largest, then down to almost nothing. As in PyTorch's {@code
     * torch.optim.lr_scheduler.OneCycleLR} with two phases, {@code div_factor} 25 and {@code final_div_factor} 10⁴, and a
     * momentum that stays as it is:
     *
     * <pre>
     * initial = max / 25,  final = initial / 10⁴,  peak = warmUp·steps − 1,  last = steps − 1
     * step ≤ peak:  from initial to max,  progress = step / peak
     * after it:     from max to final,    progress = (step − peak) / (last − peak)
     * </pre>
     *
     * The peak need not be a whole number. Without a step before it there is no warm-up. L. N. Smith and N. Topin,
     * "Super-Convergence: Very Fast Training of Neural Networks Using Large Learning Rates", arXiv:1708.07120.
     *
     * @param warmUp
     *            share of the steps in which the rate grows, 0 to below 1
     * @param annealing
     *            the way between two rates
     */
    record OneCycle(double warmUp, Annealing annealing) implements Schedule {
        private static final double INITIAL_DIVISOR = 25;
        private static final double FINAL_DIVISOR = 1e4;

        /**
         * Checks the share.
         *
         * @throws IllegalArgumentException
         *             if it is not from 0 to below 1
         */
        public OneCycle {
            if (!(warmUp >= 0 && warmUp < 1)) {
                throw new IllegalArgumentException("warmUp is " + warmUp + "; expected 0 to below 1");
            }
        }

        @Override
        public double rate(double learningRate, long step, long steps) {
            long last = steps - 1;
            long now = Math.min(step, last);
            double peak = warmUp * steps - 1;
            double initial = learningRate / INITIAL_DIVISOR;
            return now <= peak && peak > 0
                    ? annealing.between(initial, learningRate, now / peak)
                    : annealing.between(learningRate, initial / FINAL_DIVISOR, (now - peak) / (last - peak));
        }

        @Override
        public String toString() {
            return "one-cycle, warm-up " + warmUp + ", " + annealing;
        }
    }

    /** The way from one rate to another. */
    enum Annealing {
        /** Half a wave: slow, fast, slow. */
        COSINE {
            @Override
            double between(double from, double to, double progress) {
                return to + (from - to) / 2 * (StrictMath.cos(StrictMath.PI * progress) + 1);
            }
        },
        /** A straight line. */
        LINEAR {
            @Override
            double between(double from, double to, double progress) {
                return from + (to - from) * progress;
            }
        };

        abstract double between(double from, double to, double progress);

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
