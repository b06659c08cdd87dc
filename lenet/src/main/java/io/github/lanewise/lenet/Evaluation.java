package io.github.lanewise.lenet;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** What a model made of test images: how often it took which class for which, and where it was wrong. */
public final class Evaluation {
    /**
     * An image taken for what it is not.
     *
     * @param image
     *            its number among the test images, from 0
     * @param label
     *            its class
     * @param predicted
     *            the class with the largest logit
     * @param probability
     *            that the model gave to {@code predicted}: the softmax of the logits
     */
    public record Mistake(int image, int label, int predicted, double probability) {}

    private final Trainer.Result result;
    private final int[][] confusion;
    private final List<Mistake> mistakes;

    private Evaluation(Trainer.Result result, int[][] confusion, List<Mistake> mistakes) {
        this.result = result;
        this.confusion = confusion;
        this.mistakes = mistakes;
    }

    /**
     * Loss, accuracy and time.
     *
     * @return as of {@link Trainer#evaluate}
     */
    public Trainer.Result result() {
        return result;
    }

    /**
     * Counts the classes.
     *
     * @return their number
     */
    public int classes() {
        return confusion.length;
    }

    /**
     * An element of the confusion matrix.
     *
     * @param label
     *            the class that images have
     * @param predicted
     *            the class they were taken for
     * @return how many there are
     */
    public int count(int label, int predicted) {
        return confusion[label][predicted];
    }

    /**
     * Counts the images of a class.
     *
     * @param label
     *            the class
     * @return how many have it
     */
    public int images(int label) {
        return IntStream.of(confusion[label]).sum();
    }

    /**
     * Counts the images that were taken for a class.
     *
     * @param predicted
     *            the class
     * @return how many there are, right or wrong
     */
    public int predictions(int predicted) {
        return IntStream.range(0, classes()).map(label -> confusion[label][predicted]).sum();
    }

    /**
     * Of the images that were taken for a class, the share that have it.
     *
     * @param predicted
     *            the class
     * @return 0 to 1, or NaN if none was taken for it
     */
    public double precision(int predicted) {
        return (double) confusion[predicted][predicted] / predictions(predicted);
    }

    /**
     * Of the images of a class, the share that were taken for it.
     *
     * @param label
     *            the class
     * @return 0 to 1, or NaN if none has it
     */
    public double recall(int label) {
        return (double) confusion[label][label] / images(label);
    }

    /**
     * Every mistake.
     *
     * @return the most confident first, of equally confident ones the earlier image
     */
    public List<Mistake> mistakes() {
        return mistakes;
    }

    /** Counts while batches pass. */
    static final class Tally {
        private final int[][] confusion;
        private final List<Mistake> mistakes = new ArrayList<>();
        private int images;

        Tally(int classes) {
            confusion = new int[classes][classes];
        }

        /** The next batch, which has gone forward. */
        void add(Network network) {
            float[] logits = network.logits();
            int classes = confusion.length;
            for (int n = 0; n < network.batch(); n++) {
                double[] probabilities = Softmax.of(logits, n * classes, classes);
                int label = network.labels()[n];
                int predicted = Softmax.largest(probabilities);
                confusion[label][predicted]++;
                if (predicted != label) {
                    mistakes.add(new Mistake(images, label, predicted, probabilities[predicted]));
                }
                images++;
            }
        }

        Evaluation evaluation(Trainer.Result result) {
            mistakes.sort(Comparator.comparingDouble(Mistake::probability).reversed()); // keeps the order of equal ones
            return new Evaluation(result, confusion, List.copyOf(mistakes));
        }
    }
}
