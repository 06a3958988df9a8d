package io.cairn.registry.evolution;

/**
 * Why a reader cannot take a writer's data at its word. The question behind every rule: would a
 * stored value have to be reinterpreted, or one be invented?
 */
public enum Rule {
  FIELD_MISSING(
      "the reader requires a field that the data does not have",
      "give the field a default, make it nullable, or add an alias if it was renamed",
      "keep the field, or give it a default first and remove it in the version after"),
  NULL_REFUSED(
      "the data may hold null and the reader refuses it; a default fills what is absent, not a"
          + " stored null",
      "keep it nullable",
      "keep it required"),
  TYPE_NARROWED(
      "the reader's type holds fewer values than the data's",
      "keep the wider type, or add a field beside it",
      "keep the narrower type, or add a field beside it"),
  TYPE_LOSSY(
      "the reader's type would round the data's values, cannot hold all of them, or has them stored"
          + " differently",
      "choose a type that holds every value exactly, or add a field beside it",
      "keep the type, or add a field beside it"),
  TYPE_CHANGED(
      "the stored values would have to be reinterpreted as another type",
      "keep the type, or add a field of the new type beside it",
      "keep the type, or add a field of the new type beside it"),
  DECIMAL_SCALE_CHANGED(
      "decimals of another scale read as other numbers where only digits are stored",
      "keep the scale and raise the precision, or add a field beside it",
      "keep the scale, or add a field beside it"),
  EMBEDDING_CHANGED(
      "vectors of different dimension come from different models and cannot be compared",
      "add a field beside it for the new model",
      "add a field beside it for the new model"),
  ENUM_SYMBOL_UNKNOWN(
      "the data may hold a symbol that the reader does not know",
      "keep the symbol as long as data with it is read",
      "leave the new symbol out, or upgrade readers first under BACKWARD"),
  UNION_BRANCH_UNKNOWN(
      "the data may hold a branch that the reader does not know",
      "keep the branch as long as data with it is read",
      "leave the new branch out, or upgrade readers first under BACKWARD"),
  KEY_CHANGED(
      "a changed primary or partition key places or identifies rows differently",
      "register the schema under a new subject",
      "register the schema under a new subject"),
  KIND_CHANGED(
      "schemas of different kinds describe different things",
      "register the schema under a new subject",
      "register the schema under a new subject"),
  TRAIT_CHANGED(
      "a changed trait (a unit, a metric type) gives the same numbers another meaning",
      "register the schema under a new subject",
      "register the schema under a new subject");

  private final String reason;
  private final String backwardRemedy;
  private final String forwardRemedy;

  Rule(String reason, String backwardRemedy, String forwardRemedy) {
    this.reason = reason;
    this.backwardRemedy = backwardRemedy;
    this.forwardRemedy = forwardRemedy;
  }

  /** Why it matters, as part of a sentence. */
  public String reason() {
    return reason;
  }

  /** What to do about the new schema, as part of a sentence; the old one is what it is. */
  public String remedy(Direction direction) {
    return switch (direction) {
      case BACKWARD -> backwardRemedy;
      case FORWARD -> forwardRemedy;
    };
  }
}
