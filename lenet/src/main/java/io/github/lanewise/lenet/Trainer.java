package io.github.lanewise.lenet;

import io.github.lanewise.kernels.Layout;
import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.kernels.Scratch;
import io.github.lanewise.lenet.data.Augmentation;
import io.github.lanewise.lenet.data.Augmenter;
import io.github.lanewise.lenet.data.Dataset;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Trains a model on a data set, epoch by epoch. The same seed gives the same bits on any machine and thread count. */
public final class Trainer {
    /** Images of an evaluation batch. */
    private static final int EVALUATION_BATCH = 256;
    /** Wants to see no batch. */
    private static final Consumer<Network> NOBODY = _ -> {
    };

    /**
     * What an evaluation or an epoch came to.
     *
     * @param images
     *            images seen
     * @param loss
     *            mean loss
     * @param accuracy
     *            share of images whose largest logit was that of their label, 0 to 1
     * @param seconds
     *            how long it took
     * @param complete
     *            whether all images were seen, false when a listener stopped it
     */
    public record Result(int images, double loss, double accuracy, double seconds, boolean complete) {
        /**
         * The rate.
         *
         * @return images a second
         */
        public double imagesPerSecond() {
            return images / seconds;
        }
    }

    /**
     * Where a training stands between two steps, and what its epoch came to so far. With the weights and what the optimiser keeps, all
     * that its next step depends on.
     *
     * @param epochs
     *            that are complete
     * @param images
     *            of the next one that are done
     * @param loss
     *            sum of their losses
     * @param correct
     *            how many of them were right
     * @param seconds
     *            how long they took
     */
    public record Position(int epochs, int images, double loss, int correct, double seconds) {}

    /** Is told after each step, and may stop the epoch. */
    @FunctionalInterface
    public interface Listener {
        /**
         * A step is over.
         *
         * @param imagesDone
         *            images of this epoch so far
         * @return false to stop after this step
         */
        boolean step(int imagesDone);
    }

    private final Parameters parameters;
    private final Parallel parallel;
    private final Scratch scratch = new Scratch();
    private final Images train;
    private final Images validation;
    private final Images test;
    private final RandomGenerator random;
    private final Optimizer optimizer;
    private final Settings settings;
    /** Steps of all epochs, and those taken. */
    private final long steps;
    private long step;
    /** Epochs that are complete, and the one that is not; null before it begins. */
    private int epochs;
    private Sums running;
    /** Of all batches; null where each has the one that is faster for it. */
    private final Layout layout;
    /** By batch size: one for whole batches, one for what is left at the end. */
    private final Map<Integer, Network> networks = new HashMap<>();
    /** Those of training where its labels are smoothed, else the same. */
    private final Map<Integer, Network> trainingNetworks;

    /**
     * Makes a trainer.
     *
     * @param parameters
     *            the weights to train
     * @param dataset
     *            the images
     * @param settings
     *            batch, rate, momentum, schedule, validation split and augmentation; the caller counts the epochs, the schedule knows
     *            them from here
     * @param seed
     *            of the shuffling and the augmentation
     * @param parallel
     *            where to run
     * @throws IllegalArgumentException
     *             if the images are larger than the model's input, or that is not square and of one channel, or the split leaves
     *             no image to train or none to validate on
     */
    public Trainer(Parameters parameters, Dataset dataset, Settings settings, long seed, Parallel parallel) {
        this(parameters, dataset, settings, seed, null, parallel);
    }

    /**
     * Makes a trainer whose batches all have one layout. The weights that it ends with have the same bits in each.
     *
     * @param parameters
     *            the weights to train
     * @param dataset
     *            the images
     * @param settings
     *            as above
     * @param seed
     *            of the shuffling and the augmentation
     * @param layout
     *            how a batch lies in memory; null for the one that is faster for its size
     * @param parallel
     *            where to run
     * @throws IllegalArgumentException
     *             as above
     */
    public Trainer(Parameters parameters, Dataset dataset, Settings settings, long seed, Layout layout,
            Parallel parallel) {
        if (!parameters.input().equals(new Shape(1, parameters.inputSize(), parameters.inputSize()))) {
            throw new IllegalArgumentException("parameters take " + parameters.input() + "; expected 1×n×n");
        }
        if (dataset.rows() > parameters.inputSize() || dataset.columns() > parameters.inputSize()) {
            throw new IllegalArgumentException("images are " + dataset.rows() + "×" + dataset.columns()
                    + "; the model takes at most " + parameters.inputSize() + "×" + parameters.inputSize());
        }
        this.parameters = parameters;
        this.layout = layout;
        this.parallel = parallel;
        int trained = trained(dataset.trainCount(), settings.validationSplit());
        this.train = new Images(dataset.trainImages(), dataset.trainLabels(), dataset.rows(), dataset.columns(), 0,
                trained, augmenter(settings.augmentation(), seed, dataset));
        this.validation = new Images(dataset.trainImages(), dataset.trainLabels(), dataset.rows(), dataset.columns(),
                trained, dataset.trainCount(), null);
        this.test = new Images(dataset.testImages(), dataset.testLabels(), dataset.rows(), dataset.columns());
        this.random = RandomGeneratorFactory.of(Parameters.GENERATOR).create(~seed); // not the stream of the weights
        this.optimizer = new Optimizer(settings.optimizer(), parameters, scratch, parallel);
        this.trainingNetworks = settings.labelSmoothing() == 0 ? networks : new HashMap<>();
        this.settings = settings;
        this.steps = (long) settings.epochs() * Math.ceilDiv(train.count(), settings.batch());
    }

    /** The first ⌊images·(1 − split)⌋ are trained on, as in Keras. */
    private static int trained(int images, double split) {
        int trained = (int) Math.floor(images * (1 - split));
        if (!(split >= 0 && split < 1) || split > 0 && (trained == 0 || trained == images)) {
            throw new IllegalArgumentException("validationSplit is " + split + " of " + images
                    + " training images; expected 0 to below 1, with an image on either side");
        }
        return trained;
    }

    /**
     * Counts the images of an epoch.
     *
     * @return the training images without those of the validation split
     */
    public int trainCount() {
        return train.count();
    }

    /**
     * Counts the images of the validation split.
     *
     * @return their number, 0 without one
     */
    public int validationCount() {
        return validation.count();
    }

    private static Augmenter augmenter(Augmentation augmentation, long seed, Dataset dataset) {
        return augmentation.equals(Augmentation.NONE)
                ? null
                : new Augmenter(augmentation, seed, dataset.rows(), dataset.columns());
    }

    /**
     * Trains on every training image once, in a new order and varied as the settings say, the last batch with what is left. An epoch
     * that was stopped goes on where it was.
     *
     * @param listener
     *            is told after each step
     * @return loss and accuracy of each batch before its step, averaged
     */
    public Result epoch(Listener listener) {
        if (running == null) {
            begin();
        }
        Result result = pass(train, settings.batch(), true, running, NOBODY, listener);
        if (result.complete()) {
            running = null;
            epochs++;
        }
        return result;
    }

    private void begin() {
        train.begin(epochs, random);
        running = new Sums();
    }

    /**
     * Where the training stands. A listener may ask too.
     *
     * @return the position
     */
    public Position position() {
        return running == null
                ? new Position(epochs, 0, 0, 0, 0)
                : new Position(epochs, running.images, running.loss, running.correct, running.nanoseconds / 1e9);
    }

    /**
     * The loss of the epoch that is not complete. A listener may ask after each step; nothing is allocated.
     *
     * @return the mean of its images so far, NaN before the first
     */
    public double runningLoss() {
        return running == null ? Double.NaN : running.loss / running.images;
    }

    /**
     * What the optimiser keeps from step to step. Shared, not copied.
     *
     * @return see {@link Optimizer#kept}
     */
    public float[] kept() {
        return optimizer.kept();
    }

    /**
     * Goes on where another trainer of the same settings, data and seed stood: the steps that follow have the same bits.
     *
     * @param position
     *            its position
     * @param values
     *            its weights, which are copied
     * @param kept
     *            what its optimiser kept, copied too
     * @throws IllegalArgumentException
     *             if they do not fit to this trainer
     * @throws IllegalStateException
     *             if this trainer has taken a step already
     */
    public void resume(Position position, float[] values, float[] kept) {
        if (step > 0 || running != null) {
            throw new IllegalStateException("resume needs a trainer that has taken no step; it has taken " + step);
        }
        if (values.length != parameters.values.length || kept.length != kept().length) {
            throw new IllegalArgumentException("there are " + values.length + " weights and " + kept.length
                    + " numbers kept; expected " + parameters.values.length + " and " + kept().length);
        }
        check(position);
        System.arraycopy(values, 0, parameters.values, 0, values.length);
        System.arraycopy(kept, 0, kept(), 0, kept.length);
        while (epochs < position.epochs) {
            begin(); // for its random numbers
            epochs++;
        }
        running = null;
        if (position.images > 0) {
            begin();
            running.images = position.images;
            running.loss = position.loss;
            running.correct = position.correct;
            running.nanoseconds = (long) (position.seconds * 1e9);
        }
        step = (long) epochs * Math.ceilDiv(train.count(), settings.batch())
                + Math.ceilDiv(position.images, settings.batch());
    }

    private void check(Position position) {
        boolean whole = position.images % settings.batch() == 0 || position.images == train.count();
        if (position.epochs < 0 || position.images < 0 || position.images > train.count() || !whole) {
            throw new IllegalArgumentException("position is " + position + "; expected batches of " + settings.batch()
                    + " of " + train.count() + " images");
        }
    }

    /**
     * Evaluates on every image of the validation split: the last of the training images as the data set has them, never
     * trained on.
     *
     * @return loss and accuracy
     * @throws IllegalStateException
     *             if there is no validation split
     */
    public Result validate() {
        if (validation.count() == 0) {
            throw new IllegalStateException("validate needs a validation split; it is 0");
        }
        return evaluate(validation, NOBODY);
    }

    /**
     * Evaluates on every test image.
     *
     * @return loss and accuracy
     */
    public Result evaluate() {
        return evaluate(test, NOBODY);
    }

    /**
     * Evaluates on every test image, and keeps which class was taken for which.
     *
     * @return what it came to
     */
    public Evaluation evaluation() {
        Evaluation.Tally tally = new Evaluation.Tally(Dataset.CLASSES);
        return tally.evaluation(evaluate(test, tally::add));
    }

    private Result evaluate(Images images, Consumer<Network> witness) {
        return pass(images, EVALUATION_BATCH, false, new Sums(), witness, _ -> true);
    }

    /** A step makes none, but for the first of its size. */
    private Network network(int size, boolean training) {
        Map<Integer, Network> made = training ? trainingNetworks : networks;
        Network network = made.get(size);
        if (network == null) {
            Layout wanted = layout == null ? Network.fasterLayout(parameters, size) : layout;
            float smoothing = training ? settings.labelSmoothing() : 0;
            network = new Network(parameters, size, wanted, smoothing, scratch, parallel);
            made.put(size, network);
        }
        return network;
    }

    /** What the images of a pass so far came to. */
    private static final class Sums {
        private int images;
        private double loss;
        private int correct;
        private long nanoseconds;
    }

    private Result pass(Images images, int batchSize, boolean training, Sums sums, Consumer<Network> witness,
            Listener listener) {
        long start = System.nanoTime() - sums.nanoseconds;
        boolean going = true;
        while (going && sums.images < images.count()) {
            int size = Math.min(batchSize, images.count() - sums.images);
            Network network = network(size, training);
            images.fill(network, parameters.inputSize(), sums.images);
            sums.loss += (double) network.forward() * size;
            sums.correct += network.correct();
            witness.accept(network);
            if (training) {
                network.backward();
                double rate = settings.schedule().rate(settings.learningRate(), step++, steps);
                optimizer.step(rate, Math.toIntExact(step));
            }
            sums.images += size;
            sums.nanoseconds = System.nanoTime() - start;
            going = listener.step(sums.images);
        }
        return new Result(sums.images, sums.loss / sums.images, (double) sums.correct / sums.images,
                (System.nanoTime() - start) / 1e9, sums.images == images.count());
    }
}
