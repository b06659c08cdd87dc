package io.github.lanewise.kernels;

import io.github.lanewise.kernels.internal.elementwise.OptimizerPasses;
import io.github.lanewise.kernels.internal.micro.Update;
import io.github.lanewise.kernels.internal.run.Arguments;
import io.github.lanewise.kernels.internal.run.Execution;

/**
 * Adam, and AdamW, which is Adam with a decoupled weight decay. A step changes weights and moments where they are, element
 * by element, in one pass; the arrays are the caller's.
 *
 * <pre>
 * Adam:  g = fma(weightDecay, weight, gradWeight)       gradWeight itself where weightDecay is 0
 * AdamW: weight = fma(−learningRate·weightDecay, weight, weight)       nothing where that factor is 0
 *        g = gradWeight
 *
 * firstMoment = fma(1 − beta1, g, beta1·firstMoment)
 * secondMoment = fma((1 − beta2)·g, g, beta2·secondMoment)
 * weight = fma(−rate, firstMoment / fma(√secondMoment, scale, epsilon), weight)
 *
 * rate = learningRate / (1 − beta1^t)        scale = 1 / √(1 − beta2^t)        t = stepNumber
 * </pre>
 *
 * where each line reads what those above it wrote. These are PyTorch's formulas: epsilon is added to the corrected root, so
 * it is not corrected itself.
 *
 * <h2>Bits</h2>
 *
 * Options and rate are doubles, like PyTorch's. The constants of a step, which are beta1, 1 − beta1, beta2, 1 − beta2,
 * epsilon, weightDecay, learningRate·weightDecay, rate and scale, are computed in double as they are written, the powers by
 * {@link StrictMath#pow}, and then rounded to a float once. From there on every operation is a float operation rounded on
 * its own (a fused multiply-add once), division and root correctly rounded. NaN and infinities follow IEEE: with an epsilon
 * of 0, an element whose gradients were all 0 becomes NaN.
 *
 * <p>Both moments begin as +0. Sources: Kingma, Ba, "Adam: A Method for Stochastic Optimization", 2015, and for AdamW
 * Loshchilov, Hutter, "Decoupled Weight Decay Regularization", 2019, both as the documentation of torch.optim.Adam and
 * torch.optim.AdamW writes them.
 *
 * @param beta1 how much of the first moment is kept in a step, usually 0.9
 * @param beta2 how much of the second moment is kept in a step, usually 0.999
 * @param epsilon added to the root, usually 10^−8
 * @param weightDecay factor of the weight; 0 for none
 * @param decoupled whether the decay shrinks the weight itself (AdamW), or joins the gradient (Adam: an L2 penalty)
 */
public record Adam(double beta1, double beta2, double epsilon, double weightDecay, boolean decoupled) {
    private static final Execution ADAM = OptimizerPasses.adam("adam");
    private static final Execution ADAM_W = OptimizerPasses.adam("adamw");

    /**
     * Checks the options.
     *
     * @throws IllegalArgumentException if a beta is not from 0 to below 1, or epsilon or the weight decay is negative or not
     *         finite as a float
     */
    public Adam {
        Check.belowOne("beta1", beta1);
        Check.belowOne("beta2", beta2);
        Check.within("epsilon", epsilon, 0, Float.MAX_VALUE);
        Check.within("weightDecay", weightDecay, 0, Float.MAX_VALUE);
    }

    /**
     * Takes one step.
     *
     * @param weight the weights, updated
     * @param weightOffset where they begin
     * @param gradWeight their gradients
     * @param gradWeightOffset where they begin
     * @param firstMoment the running means of the gradients, updated, +0 before the first step
     * @param firstMomentOffset where they begin
     * @param secondMoment the running means of their squares, updated, +0 before the first step
     * @param secondMomentOffset where they begin
     * @param length elements
     * @param learningRate factor of the step, of this one alone, so that it may follow a schedule
     * @param stepNumber which step it is, counted from 1
     * @param scratch temporary memory
     * @param parallel where to run
     * @throws IllegalArgumentException if an array is too short, an offset or the length negative, two ranges overlap, the
     *         rate is negative or not finite as a float, or the step number below 1
     * @throws NullPointerException if anything is null
     */
    public void step(float[] weight, int weightOffset, float[] gradWeight, int gradWeightOffset, float[] firstMoment,
            int firstMomentOffset, float[] secondMoment, int secondMomentOffset, int length, double learningRate,
            int stepNumber, Scratch scratch, Parallel parallel) {
        Check.notNegative("length", length);
        Check.range("weight", weight, weightOffset, length);
        Check.range("gradWeight", gradWeight, gradWeightOffset, length);
        Check.range("firstMoment", firstMoment, firstMomentOffset, length);
        Check.range("secondMoment", secondMoment, secondMomentOffset, length);
        Check.apart("weight", weight, weightOffset, length, "gradWeight", gradWeight, gradWeightOffset, length);
        Check.apart("firstMoment", firstMoment, firstMomentOffset, length, "weight", weight, weightOffset, length);
        Check.apart("firstMoment", firstMoment, firstMomentOffset, length, "gradWeight", gradWeight,
                gradWeightOffset, length);
        Check.apart("secondMoment", secondMoment, secondMomentOffset, length, "weight", weight, weightOffset, length);
        Check.apart("secondMoment", secondMoment, secondMomentOffset, length, "gradWeight", gradWeight,
                gradWeightOffset, length);
        Check.apart("secondMoment", secondMoment, secondMomentOffset, length, "firstMoment", firstMoment,
                firstMomentOffset, length);
        Check.within("learningRate", learningRate, 0, Float.MAX_VALUE);
        Check.positive("stepNumber", stepNumber);
        Arguments a = Scratch.begin(scratch, parallel);
        try {
            a.weight = weight;
            a.weightOffset = weightOffset;
            a.gradWeight = gradWeight;
            a.gradWeightOffset = gradWeightOffset;
            a.firstMoment = firstMoment;
            a.firstMomentOffset = firstMomentOffset;
            a.secondMoment = secondMoment;
            a.secondMomentOffset = secondMomentOffset;
            a.length = length;
            set(a.update, learningRate, stepNumber);
            scratch.execute(decoupled ? ADAM_W : ADAM, a, parallel);
        } finally {
            scratch.end();
        }
    }

    private void set(Update update, double learningRate, int stepNumber) {
        update.weightDecay = decoupled ? 0 : (float) weightDecay;
        update.decoupledDecay = decoupled ? (float) (learningRate * weightDecay) : 0;
        update.momentum = (float) beta1;
        update.gain = (float) (1 - beta1);
        update.secondMomentum = (float) beta2;
        update.secondGain = (float) (1 - beta2);
        update.rootScale = (float) (1 / Math.sqrt(1 - StrictMath.pow(beta2, stepNumber)));
        update.epsilon = (float) epsilon;
        update.rate = (float) (learningRate / (1 - StrictMath.pow(beta1, stepNumber)));
    }
}
