"""One API document joins the three services: no two of them describe one path or one schema differently."""

from importlib import import_module

from shared.settings import SERVICES, Settings
from shared.web import openapi
from tests.support.house import settings_of


def test_the_three_services_describe_one_api(settings: Settings) -> None:
    apps = [import_module(f"services.{each}.app").create_app(settings_of(each, settings)) for each in SERVICES]
    paths = openapi.joined(openapi.document(app) for app in apps)["paths"]
    assert {"/api/v1/events", "/api/v1/cohorts", "/api/v1/organize/messages"} <= paths.keys()
