package dev.tocsin.signal.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.signal.runtime.Container.Mount;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The containers of a node. The container runtime's word counts; the API is asked where it has none. */
final class Containers {
    private static final Pattern ID = Pattern.compile("(?:.*-)?([0-9a-f]{63,64})(?:\\.scope)?");
    private static final Pattern POD =
            Pattern.compile("(?:.*-)?pod([0-9a-f]{8}[-_0-9a-f]{28}|[0-9a-f]{32})(?:\\.slice)?");
    private static final String KEY = "io.kubernetes.cri.";
    private final Map<String, Container> known = new ConcurrentHashMap<>();
    private final Function<String, Container> askedByPodUid;

    /** @param askedByPodUid what the API knows of a pod by its uid, without a container; {@link Container#NODE} if nothing */
    Containers(Function<String, Container> askedByPodUid) {
        this.askedByPodUid = askedByPodUid;
    }

    /** What the sensor read of a container: id, annotations, mounts. */
    void add(JsonNode container) {
        JsonNode notes = container.path("annotations");
        List<Mount> mounts = new ArrayList<>();
        for (JsonNode mount : container.path("mounts")) {
            mounts.add(new Mount(mount.path(0).asText(), mount.path(1).asText()));
        }
        String id = container.path("id").asText();
        known.put(
                id,
                new Container(
                        id,
                        notes.path(KEY + "container-name").asText(),
                        notes.path(KEY + "image-name").asText(),
                        notes.path(KEY + "sandbox-namespace").asText(),
                        notes.path(KEY + "sandbox-name").asText(),
                        notes.path(KEY + "sandbox-uid").asText(),
                        mounts));
    }

    /** The container of a process; {@link Container#NODE} if it is in none of a pod's. */
    Container of(String group, String groupParent) {
        Matcher pod = POD.matcher(groupParent);
        Matcher id = ID.matcher(group);
        if (!pod.matches() || !id.matches()) {
            return Container.NODE;
        }
        return known.computeIfAbsent(id.group(1), one -> asked(one, pod.group(1).replace('_', '-')));
    }

    private Container asked(String id, String podUid) {
        Container pod = askedByPodUid.apply(podUid);
        return new Container(id, "", "", pod.namespace(), pod.pod(), podUid, List.of());
    }
}
