/**
 * Data sets for the trainer: synthetic digits, MNIST and Fashion-MNIST with their download, folders of
 * IDX files, of CSV files or of images.
 * {@link io.github.lanewise.lenet.data.Datasets#open} is the way in.
 */
package io.github.lanewise.lenet.data;
