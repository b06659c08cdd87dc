package io.github.lanewise.kernels.internal.micro;

/**
 * The constants of one optimiser step, the same for all elements. Mutable and reused from call to call, because nothing
 * may be allocated in between; a step leaves those that it does not use as they are.
 */
public final class Update {
    /** g = fma(weightDecay, weight, gradWeight), or gradWeight itself where this is 0. */
    public float weightDecay;
    /** weight = fma(−decoupledDecay, weight, weight) before anything else, or nothing where this is 0. */
    public float decoupledDecay;
    /** How much of the velocity or of the first moment is kept. */
    public float momentum;
    /** How much of g joins it. */
    public float gain;
    /** How much of the second moment is kept. */
    public float secondMomentum;
    /** How much of g² joins it. */
    public float secondGain;
    /** Factor of the second moment's root. */
    public float rootScale;
    /** Added to that root. */
    public float epsilon;
    /** Factor of what is taken from the weight. */
    public float rate;
}
