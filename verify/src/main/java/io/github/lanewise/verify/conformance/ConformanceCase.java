package io.github.lanewise.verify.conformance;

import java.util.ArrayList;
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

    /** Takes over a case as it was read. */
    public ConformanceCase {
        attributes = new ReadMap<>(attributes);
        inputs = new ReadMap<>(inputs);
    }

    /**
     * The attributes and inputs that nobody has asked for yet: behind a computation, those it left out.
     *
     * @return their names
     */
    public List<String> unread() {
        List<String> unread = new ArrayList<>();
        ((ReadMap<Object>) attributes).unread().forEach(key -> unread.add("attribute " + key));
        ((ReadMap<Tensor>) inputs).unread().forEach(key -> unread.add("input " + key));
        return unread;
    }

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
        return list(key).stream().mapToInt(element -> ((Number) element).intValue()).toArray();
    }

    /**
     * A list among the attributes.
     *
     * @param key its name
     * @return its elements
     */
    public List<?> list(String key) {
        if (attributes.get(key) instanceof List<?> list) {
            return list;
        }
        throw new IllegalArgumentException("attribute " + key + " is " + attributes.get(key) + "; expected a list");
    }

    /** An object inside an attribute. */
    @SuppressWarnings("unchecked") // the reader makes no other maps
    static Map<String, Object> object(String what, Object value) {
        if (value instanceof Map<?, ?> map) {
            return (Map<String, Object>) map;
        }
        throw new IllegalArgumentException(what + " is " + value + "; expected an object");
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
     * An attribute that informs people alone, so that leaving it out is right.
     *
     * @param key its name
     */
    public void informative(String key) {
        attributes.get(key);
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
