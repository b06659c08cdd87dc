/** A LeNet trainer: models, networks, training and weights files. */
package io.github.lanewise.lenet;
