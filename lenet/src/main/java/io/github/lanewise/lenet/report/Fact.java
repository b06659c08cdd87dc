package io.github.lanewise.lenet.report;

/**
 * One thing to know.
 *
 * @param name
 *            what it is
 * @param value
 *            what it comes to
 */
public record Fact(String name, String value) {}
