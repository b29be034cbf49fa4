package dev.tocsin.respond.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.cluster.Cluster;
import dev.tocsin.step.Action.Done;
import dev.tocsin.step.Responding;
import dev.tocsin.timeline.Alert;
import dev.tocsin.timeline.Entities;
import dev.tocsin.timeline.Journal;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** A human step: what is asked, and who agrees. */
@Isolated("it sets a system property")
class AcknowledgeTest {
    @TempDir
    private Path folder;

    private final Journal journal = new Journal(Instant::now, fact -> {});
    private final ExecutorService worker = Executors.newCachedThreadPool();

    private record With(Journal journal) implements Responding {
        @Override
        public Alert alert() {
            return new Alert("x", "x", "x", "x", Instant.EPOCH, Instant.EPOCH, Entities.NONE, Map.of(), List.of());
        }

        @Override
        public KubernetesClient client() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Cluster cluster() {
            throw new UnsupportedOperationException();
        }
    }

    @BeforeEach
    void own() {
        System.setProperty(Acknowledgements.FOLDER, folder.toString());
    }

    @AfterEach
    void end() {
        worker.shutdownNow();
        System.clearProperty(Acknowledgements.FOLDER);
    }

    private Future<Done> ask() {
        ObjectNode params = new ObjectMapper().createObjectNode();
        params.put("id", "replace").put("question", "May agent-1 go?");
        return worker.submit(() -> new Acknowledge().run(params, new With(journal)));
    }

    private static String asked() {
        Awaitility.await().until(() -> !Acknowledgements.here().open().isEmpty());
        return Acknowledgements.here().open().lastKey();
    }

    @Test
    void whoAgreedIsRecordedAndTheTimeCounts() throws Exception {
        Future<Done> waiting = ask();
        String id = asked();
        assertThat(id).startsWith("replace-");
        assertThat(Acknowledgements.here().open()).containsEntry(id, "May agent-1 go?");
        assertThat(journal.facts().get(0).details())
                .containsEntry("acknowledge with", "ci/tocsin ack " + id + " --by <name>");
        assertThat(waiting.isDone()).isFalse();
        Acknowledgements.here().give(id, new Acknowledgements.Given("Ada", "after a look"));
        Done done = waiting.get(10, TimeUnit.SECONDS);
        assertThat(done.text()).isEqualTo("Ada acknowledged: May agent-1 go?");
        assertThat(done.details()).containsEntry("by", "Ada").containsEntry("note", "after a look");
        assertThat(done.details().get("waited")).matches("[0-9]+ ms");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFileWithANameIsEnough() throws Exception {
        Future<Done> waiting = ask();
        Files.writeString(folder.resolve(asked() + ".given"), "Grace\n");
        assertThat(waiting.get(10, TimeUnit.SECONDS).details()).containsEntry("by", "Grace");
    }

    @Test
    void oneAnswerIsForOneQuestion() throws Exception {
        Future<Done> first = ask();
        Future<Done> second = ask();
        Awaitility.await().until(() -> Acknowledgements.here().open().size() == 2);
        Acknowledgements.here().give(Acknowledgements.here().open().firstKey(), new Acknowledgements.Given("Ada", ""));
        Awaitility.await().until(() -> first.isDone() || second.isDone());
        assertThat(first.isDone() && second.isDone()).isFalse();
    }

    @Test
    void nobodyIsAskedAnyMoreOnceItWasGivenUp() {
        Future<Done> waiting = ask();
        asked();
        waiting.cancel(true); // as a time-out does
        Awaitility.await().until(() -> Acknowledgements.here().open().isEmpty());
        assertThatThrownBy(waiting::get).isInstanceOf(java.util.concurrent.CancellationException.class);
        assertThat(folder).isEmptyDirectory();
    }
}
