package io.github.lanewise.lenet.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * A folder {@code train} and a folder {@code test} (or {@code training} and {@code testing}) with a folder for each class, in which
 * lie images of 28×28 as PNG or JPEG, grey or in colours that are made grey, 0 the background. Without {@code test}, or with the
 * folders of classes directly inside, every sixth image becomes a test image. Folders called by digits stand for these; others are
 * classes in the order of their names. The images come in an order that has nothing to do with their classes, the same everywhere.
 */
final class ClassFolders {
    private static final int SIDE = IdxReader.SIDE;
    private static final int BLOCK = 256;

    private final Path folder;
    private final int threads;

    /** An image that is not read yet. */
    private record Labelled(Path file, byte label) {}

    ClassFolders(Path folder, int threads) {
        this.folder = folder;
        this.threads = threads;
    }

    /**
     * Reads all images.
     *
     * @param name
     *            how the data set calls itself
     * @return the data set
     * @throws DataException
     *             if there are no classes, more than ten, other classes in the test images, or an image is bad
     */
    Dataset read(String name) throws DataException {
        Path train = split("train");
        Path test = split("test");
        if (train == null && test != null) {
            throw new DataException(folder.toString(), "", "has test images alone; expected a folder train as well");
        }
        Path training = train == null ? folder : train;
        List<String> classes = classes(training);
        boolean digits = classes.stream().allMatch(Dataset.DIGITS::contains);
        List<String> names = new ArrayList<>(digits ? Datasets.classNames(folder) : Dataset.DIGITS);
        for (int i = 0; i < classes.size() && !digits; i++) {
            names.set(i, classes.get(i));
        }
        List<String> labels = digits ? Dataset.DIGITS : classes;
        LabelledImages images = images(training, labels);
        String description = "class folders in " + name;
        return test == null
                ? images.split(name, description, names)
                : images.with(images(test, labels), name, description, "", names);
    }

    private Path split(String name) {
        return List.of(name, name + "ing").stream().map(folder::resolve).filter(Files::isDirectory).findFirst()
                .orElse(null);
    }

    /** The names of the folders, sorted. */
    private static List<String> folders(Path split) throws DataException {
        return FolderEntries.folders(split).stream().map(entry -> entry.getFileName().toString()).toList();
    }

    private static List<String> classes(Path split) throws DataException {
        List<String> classes = folders(split);
        if (classes.size() < 2 || classes.size() > Dataset.CLASSES) {
            throw new DataException(split.toString(), "", "%d folders in it; expected one for each class, 2 to %d"
                    .formatted(classes.size(), Dataset.CLASSES));
        }
        for (String name : classes) {
            if (name.chars().anyMatch(Character::isISOControl)) {
                throw new DataException(split.toString(), "",
                        "a folder's name has control characters; expected the name of a class");
            }
        }
        return classes;
    }

    /** Folders of those names, each class by its place among them. */
    private LabelledImages images(Path split, List<String> classes) throws DataException {
        List<Labelled> images = new ArrayList<>();
        for (String className : folders(split)) {
            int label = classes.indexOf(className);
            if (label < 0) {
                throw new DataException(split.resolve(className).toString(), "",
                        "no such class among the training images; expected one of " + classes);
            }
            for (Path file : FolderEntries.entries(split.resolve(className))) {
                images.add(new Labelled(file, (byte) label));
            }
            if (images.size() > IdxReader.MAX_COUNT) {
                throw new DataException(split.toString(), "",
                        "more images than " + IdxReader.MAX_COUNT + "; expected at most so many");
            }
        }
        if (images.isEmpty()) {
            throw new DataException(split.toString(), "", "no images in its folders");
        }
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(0);
        Collections.shuffle(images, random);
        return decode(images);
    }

    private LabelledImages decode(List<Labelled> images) throws DataException {
        byte[] pixels = new byte[images.size() * SIDE * SIDE];
        byte[] labels = new byte[images.size()];
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> blocks = new ArrayList<>();
            for (int begin = 0; begin < labels.length; begin += BLOCK) {
                int first = begin;
                blocks.add(executor.submit(() -> {
                    decode(images, first, pixels, labels);
                    return null;
                }));
            }
            for (Future<?> block : blocks) {
                block.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof DataException bad) {
                throw bad;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DataException(folder.toString(), "", "interrupted", e);
        } finally {
            executor.shutdownNow();
        }
        return new LabelledImages(pixels, labels);
    }

    private static void decode(List<Labelled> images, int begin, byte[] pixels, byte[] labels) throws DataException {
        for (int i = begin; i < Math.min(labels.length, begin + BLOCK); i++) {
            Picture picture = PictureReader.read(images.get(i).file, SIDE, SIDE);
            System.arraycopy(picture.pixels(), 0, pixels, i * SIDE * SIDE, SIDE * SIDE);
            labels[i] = images.get(i).label;
        }
    }
}
