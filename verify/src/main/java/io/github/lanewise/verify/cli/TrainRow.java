package io.github.lanewise.verify.cli;

/**
 * One training run. Between JVMs it travels as a line of fields separated by tabs.
 *
 * @param model the network
 * @param layout how batches lay in memory
 * @param threads on how many
 * @param seconds how long
 * @param hash of the weights at the end
 */
record TrainRow(String model, String layout, int threads, double seconds, String hash) {
    static TrainRow parse(String line) {
        String[] fields = line.split("\t", -1);
        return new TrainRow(fields[0], fields[1], Integer.parseInt(fields[2]), Double.parseDouble(fields[3]),
                fields[4]);
    }

    String line() {
        return String.join("\t", model, layout, String.valueOf(threads), String.valueOf(seconds), hash);
    }
}
