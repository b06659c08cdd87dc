package io.github.lanewise.lenet;

import io.github.lanewise.kernels.Adam;
import io.github.lanewise.kernels.Sgd;

/** How weights follow their gradients; an {@link Optimizer} does it. */
public sealed interface OptimizerSpec {
    /**
     * Numbers that it keeps for each weight from step to step.
     *
     * @return 0 to 2
     */
    int kept();

    /**
     * Gradient descent, plain, with momentum or with Nesterov's momentum, in the form of PyTorch or of Keras.
     *
     * @param options
     *            see {@link Sgd}; the first step is dampened like the others
     */
    record Descent(Sgd options) implements OptimizerSpec {
        /**
         * Gradient descent in PyTorch's form.
         *
         * @param momentum
         *            part of the last step that is kept, 0 for plain gradient descent
         */
        public Descent(double momentum) {
            this(new Sgd(Sgd.Form.PYTORCH, momentum, 0, false, 0));
        }

        @Override
        public int kept() {
            return options.momentum() == 0 ? 0 : 1;
        }

        @Override
        public String toString() {
            String momentum = options.momentum() == 0
                    ? ""
                    : (options.nesterov() ? ", Nesterov momentum " : ", momentum ") + options.momentum();
            return (options.form() == Sgd.Form.KERAS ? "SGD in Keras's form" : "SGD") + momentum
                    + decay(options.weightDecay());
        }
    }

    /**
     * Adam or AdamW.
     *
     * @param options
     *            see {@link Adam}
     */
    record Moments(Adam options) implements OptimizerSpec {
        @Override
        public int kept() {
            return 2;
        }

        @Override
        public String toString() {
            return (options.decoupled() ? "AdamW" : "Adam") + decay(options.weightDecay());
        }
    }

    private static String decay(double weightDecay) {
        return weightDecay == 0 ? "" : ", weight decay " + weightDecay;
    }
}
