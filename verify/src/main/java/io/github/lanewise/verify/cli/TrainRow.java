package io.github.lanewise.verify.cli;

/**
 * One training run. Between JVMs it travels as a line of fields separated by tabs.
 *
 * @param model the network
 * @param threads on how many
 * @param seconds how long
 * @param hash of the weights at the end
 */
record TrainRow(String model, int threads, double seconds, String hash) {
    static TrainRow parse(String line) {
        String[] fields = line.split("\t", -1);
        return new TrainRow(fields[0], Integer.parseInt(fields[1]), Double.parseDouble(fields[2]), fields[3]);
    }

    String line() {
        return String.join("\t", model, String.valueOf(threads), String.valueOf(seconds), hash);
    }
}
