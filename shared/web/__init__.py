"""The web base: layout, forms, errors, reader, static files. How a page is made:

    # services/registration/web/events.py
    from shared.web.given import FromPath, FromQuery, TheHouse, TheReader    # Litestar wants each source named

    @get("/events/{slug:str}")
    async def event_page(house: TheHouse, reader: TheReader, slug: FromPath[str]) -> Response[str]:
        event = await operations.event(house, slug)              # raises NotFound: the base answers with a 404 page
        return page(reader, "event.html", event=event, words=reader.when(event.when, event.timezone))

    # services/registration/web/templates/event.html
    {% extends "layout.html" %}
    {% from "parts/dates.html" import when_line, year_band %}
    {% set section = "programme" %}
    {% block title %}{{ event.title }}{% endblock %}
    {% block main %}
    <div class="page-head"><h1>{{ event.title }}</h1><p class="lead">{{ when_line(words) }}</p></div>
    {% endblock %}

    # a form: read loosely, one operation, on to another page or the same form again
    @post("/events/{slug:str}/register", status_code=303)
    async def register(
        request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, slug: FromPath[str]
    ) -> Response[Any]:
        form = await read_form(request)
        try:
            done = await operations.register(house, slug, email=form.one("email"), sessions=form.all("sessions"))
        except Invalid as error:
            return invalid_page(reader, "register.html", form, error, event=await operations.event(house, slug))
        return go(f"/r/{done.token}")

    # the template: {% from "parts/forms.html" import field, error_summary %}
    # {{ error_summary(form) }} ... {{ field(form, "email", _("E-mail address"), type="email", autocomplete="email") }}
    # a form shown first: page(reader, "register.html", form=FormView.of(reader.texts, Form.holding({...})))

    # services/registration/app.py
    def app(settings: Settings) -> Litestar:
        templates = Path(__file__).parent / "web" / "templates"
        return create_app(settings, pages=[event_page, register], api=[...], templates=[templates])

Pages under a personal link use `private_page` (or `invalid_page(..., private=True)`). The whole: docs/pages.md.
"""
