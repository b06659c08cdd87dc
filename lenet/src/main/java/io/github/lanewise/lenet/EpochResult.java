package io.github.lanewise.lenet;

/**
 * What one epoch of a run came to.
 *
 * @param epoch
 *            which one, from 1
 * @param training
 *            loss and accuracy while it trained
 * @param validation
 *            loss and accuracy afterwards, on the validation split; without one on the test images, and then nothing may be
 *            chosen by it
 */
public record EpochResult(int epoch, Trainer.Result training, Trainer.Result validation) {}
