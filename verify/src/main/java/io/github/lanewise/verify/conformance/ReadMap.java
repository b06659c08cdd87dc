package io.github.lanewise.verify.conformance;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** A map that knows which of its keys were asked for, so that nothing in a case is left out in silence. */
final class ReadMap<V> extends AbstractMap<String, V> {
    private final Map<String, V> entries;
    private final Set<String> unread;

    ReadMap(Map<String, V> entries) {
        this.entries = new LinkedHashMap<>(entries);
        this.unread = new LinkedHashSet<>(entries.keySet());
    }

    @Override
    public V get(Object key) {
        unread.remove(key);
        return entries.get(key);
    }

    @Override
    public boolean containsKey(Object key) {
        unread.remove(key);
        return entries.containsKey(key);
    }

    /** All entries, which counts as asking for none. */
    @Override
    public Set<Entry<String, V>> entrySet() {
        return Collections.unmodifiableMap(entries).entrySet();
    }

    /** The keys that nobody asked for yet. */
    Set<String> unread() {
        return unread;
    }
}
