"""Addresses of logging in, of one-time links, and of Settings.

allauth's views stand here one by one: those that need a mail server, or are for a second factor, have no address.
"""

from __future__ import annotations

from allauth.account import views as account
from allauth.account.decorators import reauthentication_required
from allauth.mfa.webauthn import views as webauthn
from django.urls import path, reverse_lazy

from unkink.site.accounts import devices_views, keys_views, people_views, phone_views, settings_views
from unkink.site.accounts.entrance_views import LogIn, SignUp
from unkink.site.accounts.pairing_views import pair
from unkink.site.accounts.passkey_views import AddPasskey, LogInWithPasskey

KEYS = reverse_lazy("settings_keys")
with_identity = reauthentication_required(app="allauth.mfa")

urlpatterns = [
    path("account/login/", LogIn.as_view(), name="account_login"),
    path("account/login/passkey/", LogInWithPasskey.as_view(), name="mfa_login_webauthn"),
    path("account/logout/", account.logout, name="account_logout"),
    path("account/signup/", SignUp.as_view(), name="account_signup"),
    path("account/inactive/", account.account_inactive, name="account_inactive"),
    path("account/confirm/", account.reauthenticate, name="account_reauthenticate"),
    path("account/confirm/passkey/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("pair/<str:token>/", pair, name="pair"),
    path("settings/", settings_views.settings_page, name="settings"),
    path("settings/you/", settings_views.you, name="settings_you"),
    path("settings/playing/", settings_views.playing, name="settings_playing"),
    path("settings/pictures/", settings_views.pictures, name="settings_pictures"),
    path("settings/appearance/", settings_views.appearance, name="settings_appearance"),
    path("settings/phone/", phone_views.phone, name="settings_phone"),
    path("settings/people/add/", people_views.add, name="settings_add"),
    path("settings/people/<uuid:person>/link/", people_views.link, name="settings_link"),
    path("settings/people/<uuid:person>/remove/", people_views.remove, name="settings_remove"),
    path("settings/devices/", devices_views.devices, name="settings_devices"),
    path("settings/devices/<int:device>/end/", devices_views.end_device, name="settings_end_device"),
    path("settings/devices/end-others/", devices_views.end_others, name="settings_end_others"),
    path("settings/keys/", keys_views.keys, name="settings_keys"),
    path("settings/keys/enter/", keys_views.enter_at_home, name="settings_enter"),
    path("settings/keys/password/", account.password_change, name="account_change_password"),
    path("settings/keys/password/first/", with_identity(account.password_set), name="account_set_password"),
    path("settings/keys/password/forgotten/", keys_views.NewPassword.as_view(), name="settings_new_password"),
    path("settings/keys/passkeys/add/", AddPasskey.as_view(), name="mfa_add_webauthn"),
    path(
        "settings/keys/passkeys/<int:pk>/name/",
        webauthn.EditWebAuthnView.as_view(success_url=KEYS),
        name="mfa_edit_webauthn",
    ),
    path(
        "settings/keys/passkeys/<int:pk>/remove/",
        webauthn.RemoveWebAuthnView.as_view(success_url=KEYS),
        name="mfa_remove_webauthn",
    ),
]
