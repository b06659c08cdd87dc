package io.github.lanewise.lenet;

import io.github.lanewise.lenet.data.Augmentation;

/**
 * What a training takes. Every {@code with…} gives the same settings with one of them changed.
 *
 * @param epochs
 *            passes over the training images
 * @param batch
 *            images of a step
 * @param learningRate
 *            factor of a step; the largest one where the schedule changes it
 * @param schedule
 *            how the learning rate goes over the epochs
 * @param optimizer
 *            how weights follow their gradients
 * @param labelSmoothing
 *            share of a label that goes to all classes alike, 0 to 1
 * @param validationSplit
 *            share of the training images, the last ones, that are kept out of training to validate on, 0 to below 1
 * @param augmentation
 *            how the images that are trained on are varied
 */
public record Settings(int epochs, int batch, float learningRate, Schedule schedule, OptimizerSpec optimizer,
        float labelSmoothing, double validationSplit, Augmentation augmentation) {
    /**
     * Gradient descent with a constant learning rate, and labels and images as they are; all images are trained on.
     *
     * @param epochs
     *            see above
     * @param batch
     *            see above
     * @param learningRate
     *            see above
     * @param momentum
     *            part of the last step that is kept, 0 for plain gradient descent
     */
    public Settings(int epochs, int batch, float learningRate, double momentum) {
        this(epochs, batch, learningRate, Schedule.CONSTANT, new OptimizerSpec.Descent(momentum), 0, 0,
                Augmentation.NONE);
    }

    /**
     * Other {@link #epochs}.
     *
     * @param other
     *            the epochs
     * @return the settings
     */
    public Settings withEpochs(int other) {
        return new Settings(other, batch, learningRate, schedule, optimizer, labelSmoothing, validationSplit,
                augmentation);
    }

    /**
     * Another {@link #batch}.
     *
     * @param other
     *            the batch
     * @return the settings
     */
    public Settings withBatch(int other) {
        return new Settings(epochs, other, learningRate, schedule, optimizer, labelSmoothing, validationSplit,
                augmentation);
    }

    /**
     * Another {@link #learningRate}.
     *
     * @param other
     *            the learning rate
     * @return the settings
     */
    public Settings withLearningRate(float other) {
        return new Settings(epochs, batch, other, schedule, optimizer, labelSmoothing, validationSplit,
                augmentation);
    }

    /**
     * Another {@link #schedule}.
     *
     * @param other
     *            the schedule
     * @return the settings
     */
    public Settings withSchedule(Schedule other) {
        return new Settings(epochs, batch, learningRate, other, optimizer, labelSmoothing, validationSplit,
                augmentation);
    }

    /**
     * Another {@link #optimizer}.
     *
     * @param other
     *            the optimiser
     * @return the settings
     */
    public Settings withOptimizer(OptimizerSpec other) {
        return new Settings(epochs, batch, learningRate, schedule, other, labelSmoothing, validationSplit,
                augmentation);
    }

    /**
     * Another {@link #labelSmoothing}.
     *
     * @param other
     *            the share
     * @return the settings
     */
    public Settings withLabelSmoothing(float other) {
        return new Settings(epochs, batch, learningRate, schedule, optimizer, other, validationSplit, augmentation);
    }

    /**
     * Another {@link #validationSplit}.
     *
     * @param other
     *            the share
     * @return the settings
     */
    public Settings withValidationSplit(double other) {
        return new Settings(epochs, batch, learningRate, schedule, optimizer, labelSmoothing, other, augmentation);
    }

    /**
     * Another {@link #augmentation}.
     *
     * @param other
     *            the augmentation
     * @return the settings
     */
    public Settings withAugmentation(Augmentation other) {
        return new Settings(epochs, batch, learningRate, schedule, optimizer, labelSmoothing, validationSplit, other);
    }
}
