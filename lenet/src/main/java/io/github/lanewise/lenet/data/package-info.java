/** Data sets for the trainer: synthetic digits, MNIST and Fashion-MNIST with their download, any folder of IDX files. */
package io.github.lanewise.lenet.data;
