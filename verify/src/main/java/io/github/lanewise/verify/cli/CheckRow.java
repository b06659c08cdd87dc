package io.github.lanewise.verify.cli;

import io.github.lanewise.verify.compare.Deviation;

/**
 * What a check found of one result by one algorithm on one number of threads. Between JVMs it travels as a line of fields
 * separated by tabs.
 *
 * @param problem the problem string
 * @param result the name of the result
 * @param algorithm what computed it
 * @param threads on how many
 * @param deviation the largest over all kinds of values
 * @param failure what the kernel did beside computing, such as writing where it must not; else empty
 */
record CheckRow(String problem, String result, String algorithm, int threads, Deviation deviation, String failure) {
    static CheckRow parse(String line) {
        String[] fields = line.split("\t", -1);
        return new CheckRow(fields[0], fields[1], fields[2], Integer.parseInt(fields[3]),
                new Deviation(Double.parseDouble(fields[4]), Double.parseDouble(fields[5]),
                        Boolean.parseBoolean(fields[6])),
                fields[7]);
    }

    String line() {
        return String.join("\t", problem, result, algorithm, String.valueOf(threads), String.valueOf(deviation.ulps()),
                String.valueOf(deviation.share()), String.valueOf(deviation.equalBits()),
                failure.replaceAll("\\s+", " "));
    }

    boolean passes() {
        return deviation.passes() && failure.isEmpty();
    }
}
