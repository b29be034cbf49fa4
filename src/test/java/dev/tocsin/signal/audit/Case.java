package dev.tocsin.signal.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Something that is done to a cluster.
 *
 * @param rule the rule that it is about: it raises it, or is close to it
 * @param what in words
 * @param raises all rules that it raises, exactly
 * @param act does it, and clears away what would disturb the next
 * @param keep the records that are worth keeping
 */
record Case(String rule, String what, SortedSet<String> raises, Act act, Predicate<Map<String, Object>> keep) {
    interface Act {
        void on(Lab lab) throws Exception;
    }

    /** The cases of one rule. */
    static final class Of {
        private final String rule;
        private final List<Case> cases;
        private Predicate<Map<String, Object>> keep = Lab::ofTheLab;

        Of(String rule, List<Case> cases) {
            this.rule = rule;
            this.cases = cases;
        }

        static List<Case> none() {
            return new ArrayList<>();
        }

        /** Of the next case, keeps the records of a user, by the beginning of its name. */
        Of by(String user) {
            keep = record -> Lab.user(record).startsWith(user) && Lab.ofAnObject(record);
            return this;
        }

        /** The same, only those on one kind of resource. */
        Of by(String user, String resource) {
            keep = record -> Lab.user(record).startsWith(user)
                    && resource.equals(Records.map(record.get("objectRef")).get("resource"));
            return this;
        }

        /** The rule is raised, and others by the way. */
        Of seen(String what, Act act, String... others) {
            return add(what, act, rule, others);
        }

        /** The rule is not raised; others may be. */
        Of missed(String what, Act act, String... others) {
            return add(what, act, "", others);
        }

        private Of add(String what, Act act, String own, String... others) {
            SortedSet<String> raises = new TreeSet<>();
            for (String name : others) {
                raises.add("audit/" + name);
            }
            if (!own.isEmpty()) {
                raises.add("audit/" + own);
            }
            cases.add(new Case("audit/" + rule, what, raises, act, keep));
            keep = Lab::ofTheLab;
            return this;
        }
    }
}
