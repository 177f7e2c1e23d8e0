// Swagger UI over the document of this system.
const place = document.getElementById("api");
addEventListener("load", () => {
  window.SwaggerUIBundle({ url: place.dataset.document, domNode: place, deepLinking: true, validatorUrl: null });
});
