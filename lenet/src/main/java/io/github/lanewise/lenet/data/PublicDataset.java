package io.github.lanewise.lenet.data;

import java.net.URI;
import java.util.List;

/**
 * A data set that can be had from the network.
 *
 * @param name
 *            how the user asks for it, and its folder in the cache
 * @param description
 *            a few words about it
 * @param classNames
 *            what its ten classes are called
 * @param mirrors
 *            folders that hold all files, ending in a slash, tried in this order
 * @param files
 *            the four gzipped IDX files
 */
record PublicDataset(String name, String description, List<String> classNames, List<URI> mirrors,
        List<RemoteFile> files) {
    /**
     * A file as published.
     *
     * @param name
     *            its name on every mirror and in the cache
     * @param size
     *            its length in bytes
     * @param md5
     *            its MD5 sum in hexadecimal. MD5 is what the publishers give. It no longer keeps out a publisher who
     *            cheats, but finding other bytes with the sum of a given file is still beyond reach.
     */
    record RemoteFile(String name, long size, String md5) {}

    static final PublicDataset MNIST = new PublicDataset("mnist", "MNIST handwritten digits", Dataset.DIGITS,
            List.of(URI.create("https://ossci-datasets.s3.amazonaws.com/mnist/"),
                    URI.create("https://storage.googleapis.com/cvdf-datasets/mnist/")),
            List.of(new RemoteFile(IdxFolder.TRAIN_IMAGES + ".gz", 9_912_422, "f68b3c2dcbeaaa9fbdd348bbdeb94873"),
                    new RemoteFile(IdxFolder.TRAIN_LABELS + ".gz", 28_881, "d53e105ee54ea40749a09fcbcd1e9432"),
                    new RemoteFile(IdxFolder.TEST_IMAGES + ".gz", 1_648_877, "9fb629c4189551a2d022fa330f9573f3"),
                    new RemoteFile(IdxFolder.TEST_LABELS + ".gz", 4_542, "ec29112dd5afa0611ce80d1b7f02629c")));

    static final PublicDataset FASHION_MNIST = new PublicDataset("fashion-mnist", "Fashion-MNIST clothing",
            Dataset.FASHION,
            List.of(URI.create("http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/"),
                    URI.create("https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/")),
            List.of(new RemoteFile(IdxFolder.TRAIN_IMAGES + ".gz", 26_421_880, "8d4fb7e6c68d591d4c3dfef9ec88bf0d"),
                    new RemoteFile(IdxFolder.TRAIN_LABELS + ".gz", 29_515, "25c81989df183df01b3e8a0aad5dffbe"),
                    new RemoteFile(IdxFolder.TEST_IMAGES + ".gz", 4_422_102, "bef4ecab320f06d8554ea6380940ec79"),
                    new RemoteFile(IdxFolder.TEST_LABELS + ".gz", 5_148, "bb300cfdad3c16e7a12a480ee83cd310")));
}
