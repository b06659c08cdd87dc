package io.github.lanewise.verify.conformance;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One case.
 *
 * @param suite the suite it belongs to
 * @param name its name, unique in the suite
 * @param op what is computed
 * @param attributes its attributes: numbers, strings, booleans, and lists of them
 * @param tags for filtering
 * @param inputs by name
 * @param outputs by name
 */
public record ConformanceCase(String suite, String name, String op, Map<String, Object> attributes, Set<String> tags,
        Map<String, Tensor> inputs, Map<String, Tensor> outputs) {

    /**
     * An input that must be there.
     *
     * @param key its name
     * @return the tensor
     */
    public Tensor input(String key) {
        Tensor tensor = inputs.get(key);
        if (tensor == null) {
            throw new IllegalArgumentException("input " + key + " is missing; there are " + inputs.keySet());
        }
        return tensor;
    }

    /**
     * An input that may be missing, as floats.
     *
     * @param key its name
     * @return its elements, or null
     */
    public float[] floatsOrNull(String key) {
        Tensor tensor = inputs.get(key);
        return tensor == null ? null : tensor.floats();
    }

    /**
     * A list of integers among the attributes.
     *
     * @param key its name
     * @return the integers
     */
    public int[] integers(String key) {
        if (!(attributes.get(key) instanceof List<?> list)) {
            throw new IllegalArgumentException("attribute " + key + " is " + attributes.get(key) + "; expected a list");
        }
        return list.stream().mapToInt(element -> ((Number) element).intValue()).toArray();
    }

    /**
     * An integer among the attributes.
     *
     * @param key its name
     * @param otherwise what is meant where it is missing
     * @return the integer
     */
    public int integer(String key, int otherwise) {
        return attributes.get(key) instanceof Number number ? number.intValue() : otherwise;
    }

    /**
     * A float among the attributes.
     *
     * @param key its name
     * @param otherwise what is meant where it is missing
     * @return the float
     */
    public float number(String key, float otherwise) {
        return attributes.get(key) instanceof Number number ? number.floatValue() : otherwise;
    }

    /**
     * A truth value among the attributes.
     *
     * @param key its name
     * @return false where it is missing
     */
    public boolean flag(String key) {
        return Boolean.TRUE.equals(attributes.get(key));
    }

    /**
     * A text among the attributes.
     *
     * @param key its name
     * @return the text, empty where it is missing
     */
    public String text(String key) {
        return attributes.get(key) instanceof String text ? text : "";
    }

    @Override
    public String toString() {
        return suite + "/" + name + " (" + op + ")";
    }
}
