/**
 * Data sets for the trainer: synthetic digits, MNIST and Fashion-MNIST with their download, any folder of IDX files.
 * {@link io.github.lanewise.lenet.data.Datasets#open} is the way in.
 */
package io.github.lanewise.lenet.data;
