package io.github.lanewise.kernels;

import io.github.lanewise.kernels.internal.elementwise.OptimizerPasses;
import io.github.lanewise.kernels.internal.micro.Update;
import io.github.lanewise.kernels.internal.run.Arguments;
import io.github.lanewise.kernels.internal.run.Execution;
import java.util.Objects;

/**
 * Gradient descent, plain, with momentum or with Nesterov's momentum. A step changes weights and velocities where they
 * are, element by element, in one pass; the arrays are the caller's.
 *
 * <pre>
 * g = gradWeight                                        where weightDecay is 0
 * g = fma(weightDecay, weight, gradWeight)              else
 *
 * momentum 0      weight = weight − learningRate·g
 *
 * PYTORCH         velocity = momentum·velocity + (1 − dampening)·g
 *                 weight = weight − learningRate·velocity
 *     nesterov    weight = weight − learningRate·(g + momentum·velocity)
 *
 * KERAS           velocity = momentum·velocity − learningRate·g
 *                 weight = weight + velocity
 *     nesterov    weight = weight + (momentum·velocity − learningRate·g)
 * </pre>
 *
 * where each line reads what those above it wrote. The two forms walk the same path while the learning rate stays; when it
 * changes, the velocity of {@code KERAS} keeps the rates of its own steps.
 *
 * <h2>Bits</h2>
 *
 * Options and rate are doubles, like PyTorch's. Each, and 1 − dampening computed in double, is rounded to a float once.
 * From there on every operation above is a float operation rounded on its own, but for the one fused multiply-add that is
 * written as such. NaN and infinities follow IEEE.
 *
 * <h2>First step</h2>
 *
 * The velocity begins as +0, which makes it g after the first step of {@code PYTORCH} if nothing is dampened. PyTorch's
 * first velocity is g whatever the dampening: for the same, take that step with {@link #undampened()}.
 *
 * <h2>Weight decay</h2>
 *
 * It is added to the gradient (an L2 penalty of weightDecay / 2 · |weight|²) in both forms, as in PyTorch. Keras's own
 * option of that name is decoupled, as in AdamW, and is not offered here.
 *
 * <p>Sources: Sutskever, Martens, Dahl, Hinton, "On the importance of initialization and momentum in deep learning", 2013,
 * for both kinds of momentum; the documentation of torch.optim.SGD and of keras.optimizers.SGD for the two forms.
 *
 * @param form how momentum is written; the same where there is none
 * @param momentum how much of the velocity is kept in a step; 0 for none
 * @param dampening how much of the gradient does not reach the velocity, in PyTorch's form; 0 for nothing
 * @param nesterov whether the weight looks one step ahead along the velocity
 * @param weightDecay factor of the weight that is added to the gradient; 0 for none
 */
public record Sgd(Form form, double momentum, double dampening, boolean nesterov, double weightDecay) {
    private static final Execution PLAIN = OptimizerPasses.descent("sgd");

    /** How momentum is written. */
    public enum Form {
        /** The velocity is a sum of gradients, and the rate multiplies it at each step. */
        PYTORCH("momentum", "nesterov"),
        /** The velocity is a sum of steps, each with the rate of its time. */
        KERAS("keras_momentum", "keras_nesterov");

        private final Execution momentum;
        private final Execution nesterov;

        Form(String momentum, String nesterov) {
            this.momentum = OptimizerPasses.momentum(momentum);
            this.nesterov = OptimizerPasses.nesterov(nesterov);
        }
    }

    /**
     * Checks the options.
     *
     * @throws NullPointerException if {@code form} is null
     * @throws IllegalArgumentException if momentum or weight decay is negative, a number is not finite as a float, Keras's
     *         momentum is above 1 or dampened, or Nesterov's momentum is 0 or dampened
     */
    public Sgd {
        Objects.requireNonNull(form, "form");
        Check.within("momentum", momentum, 0, form == Form.KERAS ? 1 : Float.MAX_VALUE);
        Check.within("dampening", dampening, -Float.MAX_VALUE, Float.MAX_VALUE);
        Check.within("weightDecay", weightDecay, 0, Float.MAX_VALUE);
        if (nesterov && momentum == 0) {
            throw new IllegalArgumentException("momentum is 0; expected more than 0 with nesterov");
        }
        if (dampening != 0 && (nesterov || form == Form.KERAS)) {
            throw new IllegalArgumentException("dampening is " + dampening + "; expected 0 with "
                    + (nesterov ? "nesterov" : "Keras's form"));
        }
    }

    /**
     * The same without dampening, for the first step.
     *
     * @return these options with a dampening of 0
     */
    public Sgd undampened() {
        return new Sgd(form, momentum, 0, nesterov, weightDecay);
    }

    /**
     * Takes one step.
     *
     * @param weight the weights, updated
     * @param weightOffset where they begin
     * @param gradWeight their gradients
     * @param gradWeightOffset where they begin
     * @param velocity the velocities, updated, +0 before the first step; not used where momentum is 0, and may be null then
     * @param velocityOffset where they begin
     * @param length elements
     * @param learningRate factor of the step, of this one alone, so that it may follow a schedule
     * @param scratch temporary memory
     * @param parallel where to run
     * @throws IllegalArgumentException if an array is too short, an offset or the length negative, two ranges overlap, or
     *         the rate is negative or not finite as a float
     * @throws NullPointerException if anything is null
     */
    public void step(float[] weight, int weightOffset, float[] gradWeight, int gradWeightOffset, float[] velocity,
            int velocityOffset, int length, double learningRate, Scratch scratch, Parallel parallel) {
        Check.notNegative("length", length);
        Check.range("weight", weight, weightOffset, length);
        Check.range("gradWeight", gradWeight, gradWeightOffset, length);
        Check.apart("weight", weight, weightOffset, length, "gradWeight", gradWeight, gradWeightOffset, length);
        if (momentum > 0) {
            Check.range("velocity", velocity, velocityOffset, length);
            Check.apart("velocity", velocity, velocityOffset, length, "weight", weight, weightOffset, length);
            Check.apart("velocity", velocity, velocityOffset, length, "gradWeight", gradWeight, gradWeightOffset,
                    length);
        }
        Check.within("learningRate", learningRate, 0, Float.MAX_VALUE);
        Arguments a = Scratch.begin(scratch, parallel);
        try {
            a.weight = weight;
            a.weightOffset = weightOffset;
            a.gradWeight = gradWeight;
            a.gradWeightOffset = gradWeightOffset;
            a.velocity = velocity;
            a.velocityOffset = velocityOffset;
            a.length = length;
            set(a.update, (float) learningRate);
            scratch.execute(execution(), a, parallel);
        } finally {
            scratch.end();
        }
    }

    private Execution execution() {
        return momentum == 0 ? PLAIN : nesterov ? form.nesterov : form.momentum;
    }

    /** Both forms are one: Keras's adds −learningRate·g to the velocity, and takes −1 times the velocity from the weight. */
    private void set(Update update, float learningRate) {
        boolean keras = form == Form.KERAS && momentum > 0;
        update.weightDecay = (float) weightDecay;
        update.momentum = (float) momentum;
        update.gain = keras ? -learningRate : (float) (1 - dampening);
        update.rate = keras ? -1 : learningRate;
    }
}
