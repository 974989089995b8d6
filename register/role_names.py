"""What is called how on pages and in documents, in one place: another word is a change of this file."""

# Who processes for a controller (art. 4(8) AVG): one and several, in every label, page and document.
ONE_PROCESSOR, SEVERAL_PROCESSORS = "verwerker", "verwerkers"
