package io.github.lanewise.verify.subject;

import io.github.lanewise.verify.data.Values;

/**
 * One way to compute a result, none of which may change a bit of it.
 *
 * @param algorithm one of the result's {@link Result#algorithms}
 * @param way on how many threads, and from where
 * @param offset arrays begin at multiples of it
 * @param values where the inputs are drawn
 */
public record Trial(String algorithm, Way way, int offset, Values values) {
    @Override
    public String toString() {
        return (algorithm.equals(Result.ONLY) ? "" : "by " + algorithm + ", ") + values + ", offset " + offset + ", "
                + way;
    }
}
